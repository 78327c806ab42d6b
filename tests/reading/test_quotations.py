import pytest

from sentiment.reading import quotations


@pytest.mark.parametrize(
    "text",
    [
        "“Demand looks weak,” said Ann Lee, senior economist at North Bank.",
        "Demand looks weak, Ann Lee, an economist at North Bank, said on Monday.",
        "Demand looks weak, according to analysts at North Bank.",
        "“Demand looks weak,” North Bank strategist Ann Lee said.",
        "“Demand looks weak,” said North Bank head of rates research Ann Lee.",
        "“Demand looks weak,” said Ann Lee, managing partner of Fjord Capital.",
        "North Bank wrote in a note that demand looks weak.",
        "Demand looks weak, write North Bank analysts.",
        "Home prices slowed in May, mortgage lender North Bank said on Wednesday.",
        "Home prices slowed in May, according to data from North Bank.",
        "Home prices slowed in May, data by North Bank showed.",
    ],
)
def test_an_outsider_quoted_is_found_with_the_house(text: str) -> None:
    found = quotations.comment_in(text)

    assert found is not None
    assert ("North Bank" in text[slice(*found)]) or ("Fjord Capital" in text[slice(*found)])


@pytest.mark.parametrize(
    "text",
    [
        "“Demand looks weak,” said Nokia's chief executive.",
        "The company beat analysts' estimates, the retailer said.",
        "Its revenue fell in May, North Bank said on Wednesday.",
        "Analysts at North Bank left for a rival.",
        "Nokia said profit fell.",
        "An economist at North Bank",
        "Thieves took customer data from North Bank.",
        "",
    ],
)
def test_a_company_that_speaks_of_itself_is_no_outsider(text: str) -> None:
    assert quotations.comment_in(text) is None
