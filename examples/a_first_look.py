# %% [markdown]
# # A first look
#
# From one article to the question whether tone and price moved together, on what the project ships
# with. Run it as a script, or cell by cell in an editor that knows `# %%`.

# %%
from pathlib import Path

import pandas as pd

import seeds
import sentiment

held = Path(seeds.__file__).parent

# %% [markdown]
# ## How does a text read?
#
# Each sentence is read once. `words` says which words weigh most; in a notebook, the reading itself
# shows every sentence with its tone.

# %%
text = "Nvidia beats estimates, but its outlook disappoints. AMD soars while Nvidia slips."
reading = sentiment.score(text)
print(f"{reading.compound:+.2f}, {reading.label}; plain VADER {reading.plain.compound:+.2f}")
print(reading.words)
print(f"about AMD alone: {sentiment.score(text, about='AMD').compound:+.2f}")

# %% [markdown]
# ## Is what it says of the price true?
#
# A claim is held against the bars that were known when it was published.

# %%
prices = sentiment.read_prices(held / "prices.parquet")
minutes = {"NVDA": sentiment.read_intraday(held / "intraday.parquet", "NVDA", interval="1m")}
published = pd.Timestamp("2026-02-02 12:00", tz="America/New_York")
for claim in sentiment.find_claims("Nvidia shares fell 1.1% on Monday.", published=published):
    print(sentiment.judge(claim, prices, minutes).words)

# %% [markdown]
# ## How did the coverage read, session by session?
#
# News after the close counts for the next session.

# %%
articles = sentiment.read_articles(held / "articles")
mood = sentiment.daily(articles, about="Nvidia")
print(mood.tail())

# %% [markdown]
# ## Were the announcements unusual?
#
# Each is set among windows without an announcement. Small p: few such windows moved as far.

# %%
events = sentiment.read_events(held / "events.csv")
study = sentiment.event_study(events, prices, share="NVDA", benchmark="SPY", window=(0, 1))
shown = study.table[["session", "car", "low", "high", "placebo_p"]]
print(shown.to_string(index=False, float_format="{:+.3f}".format))
print(*study.notes, sep="\n")

# %% [markdown]
# ## Which came first?

# %%
returns = sentiment.market_adjusted(prices["NVDA"], prices["SPY"])
found = sentiment.lead_lag(mood["compound"], returns["abnormal"])
print(found.verdict)

# %% [markdown]
# ## Take it away
#
# CSV for spreadsheets; `to_workbook` and `to_json_lines` do the same for Excel and for programs.

# %%
print(sentiment.to_csv(study).splitlines()[0])
