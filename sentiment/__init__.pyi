# The public names, each with the module that holds it; __init__.py reads this file.
from .errors import (
    CoverageError as CoverageError,
    DataError as DataError,
    SentimentError as SentimentError,
    TooFewError as TooFewError,
)
from .text.companies import mentions as mentions
from .market.announcements import (
    read_events as read_events,
    read_figures as read_figures,
    read_results as read_results,
)
from .market.bars import (
    log_returns as log_returns,
    move_of as move_of,
    read_intraday as read_intraday,
    read_prices as read_prices,
    simple_returns as simple_returns,
)
from .market.calendar import session_of as session_of
from .market.returns import market_adjusted as market_adjusted
from .market.yahoo import (
    YahooError as YahooError,
    fetch_daily as fetch_daily,
    fetch_headlines as fetch_headlines,
    fetch_intraday as fetch_intraday,
)
from .output.spreadsheets import (
    to_csv as to_csv,
    to_json_lines as to_json_lines,
    to_workbook as to_workbook,
)
from .reading.article import (
    Reading as Reading,
    score as score,
)
from .reading.daily import (
    by_session as by_session,
    daily as daily,
    surprise as surprise,
    tone_series as tone_series,
    tones as tones,
)
from .reading.evaluation import (
    Evaluation as Evaluation,
    evaluate as evaluate,
)
from .reading.vader import (
    Polarity as Polarity,
    polarity as polarity,
)
from .claims.checks import (
    Check as Check,
    check_figure as check_figure,
)
from .claims.claim import Claim as Claim
from .claims.finding import find_claims as find_claims
from .claims.verdicts import (
    Judged as Judged,
    judge as judge,
    judge_all as judge_all,
)
from .intake.bylines import read_articles as read_articles
from .intake.details import (
    Found as Found,
    find_details as find_details,
)
from .intake.pastes import (
    Article as Article,
    find_articles as find_articles,
)
from .intake.documents import (
    details_of as details_of,
    text_of as text_of,
)
from .intake.feeds import read_feed as read_feed
from .intake.web import (
    FetchError as FetchError,
    Fetched as Fetched,
    article_of as article_of,
    fetch as fetch,
)
from .library.corrections import labelled as labelled
from .library.articles import EditedElsewhereError as EditedElsewhereError
from .library.database import StoreError as StoreError
from .library.json_lines import (
    export_library as export_library,
    import_library as import_library,
)
from .library.library import Library as Library
from .library.refresh import (
    Refresher as Refresher,
    merged as merged,
)
from .library.store import (
    Store as Store,
    default_url as default_url,
)
from .study.abnormal import (
    EventStudy as EventStudy,
    event_study as event_study,
)
from .study.intraday import (
    Around as Around,
    around_articles as around_articles,
)
from .study.leadlag import (
    LeadLag as LeadLag,
    lead_lag as lead_lag,
    rolling as rolling,
)
from .batch.frames import score_table as score_table
from .batch.processes import score_many as score_many

__version__: str
