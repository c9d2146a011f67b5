# English. Facts in { $braces } come from the record; headlines name the act in words.

## Headlines of acts: -in where the country is known, -somewhere where it is not, -all where no company is named
act-block-in = { $country } blocks { $company }
act-block-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } blocked
act-block-all = { $country } blocks online services
act-unblock-in = { $country } unblocks { $company }
act-unblock-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } unblocked
act-unblock-all = { $country } lifts a block on online services
act-throttle-in = { $country } slows down or limits { $company }
act-throttle-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } slowed down or limited
act-throttle-all = { $country } slows down online services
act-fine-in = { $country } fines { $company }
act-fine-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } fined
act-fine-all = { $country } fines online services
act-order-in = { $country } gives { $company } an order
act-order-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } given an order
act-order-all = { $country } gives online services an order
act-probe-in = { $country } investigates { $company }
act-probe-somewhere = { $company } { $count ->
    [one] is
   *[other] are
  } investigated
act-probe-all = { $country } investigates online services
act-ruling-in = { $country }: a ruling on { $company }
act-ruling-somewhere = A ruling on { $company }
act-ruling-all = { $country }: a ruling on online services
act-refuse-in = { $company } { $count ->
    [one] refuses
   *[other] refuse
  } to comply in { $country }
act-refuse-somewhere = { $company } { $count ->
    [one] refuses
   *[other] refuse
  } to comply
act-refuse-all = { $country }: demands are refused
act-comply-in = { $company } { $count ->
    [one] complies
   *[other] comply
  } in { $country }
act-comply-somewhere = { $company } { $count ->
    [one] complies
   *[other] comply
  }
act-comply-all = { $country }: demands are met
act-law-in = { $country }: a law that concerns { $company }
act-law-somewhere = A law that concerns { $company }
act-law-all = { $country }: a new law
act-shutdown-in = { $country } shuts down the internet, { $company } included
act-shutdown-somewhere = The internet is shut down, { $company } included
act-shutdown-all = { $country } shuts down the internet
act-somewhere-all = An act against online services
act-in-doubt = Unconfirmed: { $act }
threat-in = { $country } threatens: { $act }
threat-somewhere = Threatened: { $act }
doing-block = a block of { $company }
doing-unblock = an end to the block of { $company }
doing-throttle = a slowdown of { $company }
doing-fine = a fine for { $company }
doing-order = an order to { $company }
doing-probe = an investigation of { $company }
doing-ruling = a ruling on { $company }
doing-refuse = a refusal by { $company }
doing-comply = compliance by { $company }
doing-law = a law on { $company }
doing-shutdown = an internet shutdown for { $company }
services = online services
others = { $count } more
coverage = In the news: { $title }

## Alerts
alert-also = Also reported by { $publishers }
alert-one-source = reported by one source so far
alert-official = official source
alert-now = Now: { $state }
alert-source = Source: { $publisher }

## States
state-blocked = blocked
state-partly = blocked in a part of the country or on some networks
state-ordered = ordered blocked, not yet in force
state-beside = not blocked as a service, but limited
state-throttled = slowed down or limited
state-threatened = not blocked, but threatened
state-restored = restored
state-no-restriction = no restriction on record
state-not-covered = not covered
status-title = { $company } in { $country }: { $state }
status-since = Since { $day }
status-since-at-least = Since { $day } or earlier
status-threatened-on = Threatened on { $day }
status-by = By { $authority }
status-under = Under { $law }
status-by-under = By { $authority }, under { $law }
column-reported = Reported: { $state } since { $day }
column-official = Official: { $state } since { $day }
columns-disagree = The two do not agree.
beside-store = Also: removed from app stores ({ $day })
beside-content = Also: single accounts or pages restricted ({ $day })
beside-entity = Also: a legal entity is barred ({ $day })
beside-device = Also: banned on official devices ({ $day })
beside-region = Also: restricted in a part of the country ({ $day })
beside-network = Also: restricted on some networks ({ $day })
scope-store = app stores
scope-content = accounts or pages
scope-entity = legal entity
scope-device = official devices
scope-region = part of the country
scope-network = some networks
date-unverified = date unverified
date-disputed = date disputed
act-id = Cite as { $id }
act-unknown = No act on record is called { $id }.
day-decided = Decided on { $day }
day-announced = Announced on { $day }
day-effective = In force from { $day }
day-expires = Runs out on { $day }
usage-act = Which act? For example: /act RW-2016-000202
usage-blocked = Where, or what? For example: /blocked russia, or /blocked telegram
blocked-title = { $name }: { $count ->
    [one] one restriction stands
   *[other] { $count } restrictions stand
} on record
blocked-none = No standing restriction on record: { $name }. That does not mean that there is none.
status-acts = Last acts
status-sources-word = Sources:
cut-stands = The internet of { $country } was cut on { $day }; no end of it is on record
status-newest = Newest on record: { $day }
status-as-of = As of { $moment }
status-not-covered = I have nothing on record about { $company } in { $country }. That does not mean it is free there: none of my sources has told of it.
status-of-company = { $company }: what is on record
status-of-country = { $country }: what is on record
status-of-body = { $name }: its last acts on record
status-of-topic = { $name }: last acts on record
status-none = Nothing on record about { $name }. That does not mean that nothing happened: none of my sources has told of it.
status-more = and { $count } more: ask for one of them
timeline-title = Timeline: { $name }
timeline-none = Nothing on record about { $name } yet.
  } not shown
latest-title = Latest acts
latest-none = Nothing on record yet. The first poll of each source only sets its baseline.
told-as-past = told as history

## Watches
watch-added = Now watching { $names }.
watch-had = You watch { $names } already.
watch-what = You get one alert per act, and none for threats or mere mentions.
watch-list = You watch:
watch-page = Page { $page } of { $pages }
watch-none = You watch nothing yet.
watch-removed = No longer watching { $names }.
watch-not-there = You do not watch { $names }.
watch-gone = That watch is gone already.
watch-full = That would be more than { $limit } watches; remove some first.
watch-many = That is { $count } watches at once; please name fewer.
watch-keyword = the word “{ $word }”
watch-company-in = { $company } in { $place }
watch-unknown = I know no company, country, regulator, law or topic called “{ $word }”.
watch-unknown-keyword = I can watch it as a plain word: you then get every item that contains it.
watch-keyword-old = I no longer know which word that was. Please send it again.
watch-keyword-long = A watched word has 2 to { $limit } characters.
did-you-mean = Did you mean one of these?
muted = Muted: no more about “{ $name }”.
mute-unknown = That story is no longer on record.

## Buttons
button-timeline = Timeline
button-follow = Follow { $name }
button-mute = Mute story
button-more = More
button-earlier = Earlier
button-later = Later
button-back = Back
button-remove = Remove: { $name }
button-keyword = Watch the word “{ $word }”
button-status = { $name }: status
button-watch = Watch { $name }
button-subscribe-example = Watch LinkedIn
button-status-example = LinkedIn in Russia?
button-latest-example = Latest acts

## Commands
command-start = what this is
command-help = what you can ask
command-subscribe = watch a company, country, regulator or topic
command-unsubscribe = stop watching
command-subscriptions = what you watch
command-status = how a company stands in a country
command-timeline = what happened, in order
command-latest = the latest acts on record
command-blocked = what is restricted now
command-act = one act by its id
command-confirmed = hear of confirmed acts only
usage-confirmed = One publisher alone is told at once, and called so. /confirmed on: wait for an official source or a second publisher · /confirmed off: tell me at once
confirmed-on = From now on I wait until an official source or a second publisher tells of an act.
confirmed-off = From now on I tell you of an act at once, even when one publisher alone reports it.
start-what = I tell you when a state acts against a company: blocks, unblocks, slows down, fines, orders, investigates. One alert per real act, with its source.
start-try = Try one of these, or just type a company and a country:
help-title = What you can ask
help-words = Names work in any order, case, alias or language I know; MSFT means Microsoft.
usage-subscribe = Tell me what to watch: /subscribe linkedin · /subscribe linkedin russia · /subscribe topic data localization · /subscribe MSFT
usage-unsubscribe = Tell me what to stop: /unsubscribe linkedin · /unsubscribe linkedin russia
usage-status = Tell me whom to look up: /status linkedin russia · /status telegram · /status russia · /status Roskomnadzor
usage-timeline = Tell me whose: /timeline linkedin russia · /timeline telegram
unknown-command = I do not know “{ $word }”. /help shows what you can ask.
unknown-words = I found no company, country, regulator, law or topic in that. /help shows what you can ask.
went-wrong = Something went wrong on my side; it has been noted. Please try again.

## Topics
topic-data-localization = data localization
topic-privacy = privacy
topic-censorship = censorship
topic-competition = competition
topic-content-moderation = content moderation
topic-copyright = copyright
topic-crypto = crypto
topic-ai = AI
topic-vpn-encryption = VPN and encryption
topic-child-safety = child safety
topic-national-security = national security
topic-telecom = telecom
topic-payments-finance = payments and finance
topic-gambling = gambling
topic-sanctions = sanctions
topic-tax = tax
topic-labour = labour
topic-consumer-protection = consumer protection
topic-elections = elections
topic-internet-shutdown = internet shutdowns

## The console
console-hello = regwire, in the console. There is no Telegram token (REGWIRE_TELEGRAM_TOKEN), so this chat is here; the sources are real. Type /help, or Ctrl-D to end.
