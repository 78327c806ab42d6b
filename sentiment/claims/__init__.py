"""What a text says of prices, and what the bars say of that.

``finding.find_claims`` takes a text through these stations, sentence by sentence:

- *mentions*: ``mentions`` reads names of shares, funds and indices, ``scene`` lays a sentence out
  as items, ``syntax`` and ``subjects`` tell whose price is meant, ``remembering`` what stays known.
- *times*: ``time_phrases`` are the words, ``days`` and ``stretches`` what they mean, ``times`` the
  days, stretches and moments of a sentence; ``dates`` holds the value and the calendar.
- *amounts*: ``amounts`` reads percentages, dollars and factors with what their rounding allows.
- *patterns*: ``patterns.toml`` says how an amount is told of a price; ``figures`` applies it, with
  ``lists``, ``elided`` figures, ``records`` and ``boxes`` of quotes beside it.
- *modality*: ``unreal`` leaves out what is only thought of, ``doubts`` says what may be of
  something else.
- *other markets*: ``business`` leaves out sales and stakes, other exchanges and currencies.
- *placing*: ``placing`` gives each figure its own times (``owners``), those it shares
  (``sharing``) or counts from (``references``); ``meanings`` makes sessions of them.

``verdicts.judge`` is the judge: it holds every meaning of a claim against one session
(``sessions``), a stretch (``spans``), a record or streak (``extremes``) or the hours outside
(``outside``), and accuses only where nothing spares it (``reprieve``). ``tally`` sums up,
``undated`` offers days for a text without one.
"""
