"""What the exports of tools call things, and what their readers say."""

# Spelled without accents, blanks and signs, as segkit.files.names.plain does.
SESSIONS = {
    "session_id": "sessionid gasessionid visitid idsession",
    "started_at": (
        "startedat sessionstart starttime starteddatetime startdatetime datehour "
        "datehouryyyymmddhh dateandhour datetime timestamp date day jour datum fecha"
    ),
    "customer_id": "customerid userid crmid",
    "visitor_id": "visitorid clientid userpseudoid cookieid idvisiteur",
    "source_medium": (
        "sessionsourcemedium sourcemedium firstusersourcemedium sourcesupport "
        "sourceetsupport"
    ),
    "channel": (
        "sessiondefaultchannelgroup sessionprimarychannelgroup defaultchannelgroup "
        "defaultchannelgrouping channelgroup channelgrouping canal channel"
    ),
    "source": "source sessionsource trafficsource firstusersource referrer",
    "medium": "medium sessionmedium support firstusermedium",
    "campaign": "campaign sessioncampaign campagne campaignname",
    "device": (
        "device devicecategory devicetype categoriedappareil appareil geratekategorie"
    ),
    "system": "operatingsystem system systeme os systemedexploitation",
    "browser": "browser navigateur",
    "pages": "pages pagesvisited pageviews pagesvues",
    "seconds": "seconds durations duration sessionduration sessiondurationseconds",
    "products_viewed": "productsviewed itemsviewed",
    "cart_amount": "cartamount cartvalue",
    "cart_abandoned": "cartabandoned",
    "order_id": "orderid transactionid idtransaction",
    "cookie_consent": "cookieconsent",
    "read_reviews": "readreviews",
    "n_sessions": "sessions nsessions visits visites sitzungen sesiones",
    "n_users": (
        "users totalusers activeusers visitors uniquevisitors utilisateurs "
        "utilisateursactifs nutzer usuarios"
    ),
    "n_new_users": "newusers nouveauxutilisateurs",
    "n_engaged": "engagedsessions sessionsavecengagement",
    "n_pages": "views screenpageviews screenviews totalpageviews vues",
    "bounce_rate": "bouncerate tauxderebond absprungrate",
    "n_orders": "transactions ecommercepurchases purchases orders achats commandes",
    "revenue_amount": (
        "totalrevenue purchaserevenue revenue revenus revenutotal transactionrevenue"
    ),
}
COUNTS = ("n_sessions", "n_users", "n_new_users", "n_engaged", "n_pages", "n_orders")
NUMBERS = ("pages", "seconds", "products_viewed", "cart_amount", "bounce_rate")
UNKNOWN = {"(not set)", "(data not available)", "(not provided)", "(non defini)"}
UNKNOWN |= {"(non défini)", "not set", "unassigned", "undefined"}
TOTALS = r"(?i)(?:grand )?totals?|totaux|total g[ée]n[ée]ral|gesamt|summe"

SOURCES = {  # what a medium or a group of channels means in our words
    "direct": "none direct",
    "search": (
        "search organic cpc ppc paidsearch organicsearch sea seo paidshopping "
        "organicshopping"
    ),
    "social": "social paidsocial organicsocial socialnetwork organicvideo paidvideo sm",
    "referral": "referral",
    "affiliate": "affiliate affiliates affiliation",
    "email": "email e mail newsletter courriel emailing",
}
DEVICES = {
    "mobile": "smartphone",
    "smartphone": "smartphone",
    "phone": "smartphone",
    "tablet": "tablet",
    "tablette": "tablet",
    "desktop": "desktop",
    "ordinateur": "desktop",
    "laptop": "laptop",
}

MAILS = {
    "customer_id": (
        "email emailaddress emailadress recipient recipientemailaddress recipientemail "
        "contactemail contact subscriber mail adresseemail courriel customerid"
    ),
    "message": (
        "message campaign campaignname campaigntitle messagename emailname newsletter "
        "subject emailsubject campagne objet nomdelacampagne idnl messageid campaignid"
    ),
    "event": "event eventtype eventname action activity activitytype statustype type",
    "happened_at": (
        "happenedat eventdate eventtime timestamp ts date datetime time occurredat "
        "statuschange activitydate dateheure"
    ),
    "sent_at": (
        "sentat sentdate sendtime senttime sendtime datesent senddate "
        "deliveredtimestamp "
        "sent datedenvoi"
    ),
    "n_opens": "opens opencount totalopens timesopened opened openings ouvertures",
    "n_clicks": "clicks clickcount totalclicks timesclicked clicked clics",
    "opened_at": (
        "openedat firstopen firstopened firstopentime opentime lastopen lastopened "
        "openedtimestamp dateopened datedouverture"
    ),
    "clicked_at": (
        "clickedat firstclick firstclicktime clicktime lastclick clickedtimestamp "
        "datedeclic"
    ),
    "bounced_at": "bouncedat bounced bouncetype bounce hardbounce rebond",
    "unsubscribed_at": (
        "unsubscribedat unsubtime unsubscribetime unsubscribedate unsubscribed "
        "optoutdate "
        "dateofunsubscription datededesinscription desinscritle optout"
    ),
}
EVENTS = {  # our word for what the log says
    "sent": (
        "sent delivered requests request received receivedemail delivery envoye livre "
        "processed send"
    ),
    "opened": (
        "opened open opn openedemail uniqueopened firstopening opening ouvert ouverture"
    ),
    "clicked": "clicked click clk clickedemail clic clique",
    "bounced": (
        "bounced bounce hardbounce softbounce hardbounces softbounces hardbounced "
        "softbounced bouncedemail nco invalid invalidemail blocked dropped "
        "droppedemail "
        "rebond"
    ),
    "unsubscribed": (
        "unsubscribed unsubscribe unsub optout listunsubscribe desinscrit "
        "desinscription "
        "unsubscribedfromlist"
    ),
    "complained": (
        "spam complaint complained markedasspam markedemailasspam spamreport plainte"
    ),
    "opened by a machine": "loadedbyproxy proxyopen machineopened",
    "held out": "heldout holdout",
}

SUBSCRIBERS = {
    "email": MAILS["customer_id"],
    "first_name": "firstname prenom vorname fname",
    "last_name": "lastname nom nachname lname surname",
    "language": "language langue lang sprache",
    "segment": "segment tags groups groupe",
    "signed_up_on": (
        "signedupon signupdate subscribedat optintime subscribedon datesubscribed "
        "dateadded createdat dateinscription datedinscription confirmtime joined"
    ),
    "city": "city ville stadt town",
    "heard_from": "heardfrom howdidyouhearaboutus howdidyouhearofus heardvia decouvert",
    "main_difficulty": "maindifficulty whatisyourmaindifficulty difficulteprincipale",
    "consent": (
        "consent emailconsent status subscriptionstatus emailmarketing "
        "acceptsmarketing "
        "acceptsemailmarketing statut optin marketingconsent"
    ),
}

NOTES = {
    "comments": "{n} comment lines: {said}",
    "totals": "{n} rows of totals were taken out; see attrs['totals']",
    "off": (
        "{column}: the rows add up to {found:,.0f}, the file's own total says "
        "{told:,.0f}: rows are missing from the export, or it counts people twice"
    ),
    "users": (
        "n_users does not add up: somebody who comes on two days, or from two sources, "
        "is counted in each row"
    ),
    "aggregated": (
        "one row stands for several visits: use its sums, such as kpis."
        "visit_conversion_rate(table['n_orders'].sum(), table['n_sessions'].sum())"
    ),
    "desktop": "laptops are among desktop: this tool does not tell them apart",
    "unknown": "{n:,} cells such as (not set) were read as empty",
    "source": "{n:,} rows have a source that is none of {known}: source is left empty",
    "events": "{n:,} rows are other events ({names}) and were left out",
    "machine": "{n:,} openings by a mail programme, not a person, were left out",
    "no time": (
        "{n:,} events have no time in the file: the end of the day of sending stands "
        "for it (time_known is False); count them, do not time them"
    ),
    "twice": "{n:,} rows repeat an address: the first was kept",
    "no address": "{n:,} rows have no address and were left out",
    "no consent": (
        "the file does not say who agreed: consent is empty, and empty counts as a no"
    ),
    "unused": "columns not used: {columns}",
}

SAYS = {
    "analytics": (
        "{name} needs a column of sessions (an export of totals), or a start time and "
        "a "
        "visitor or session number (an export of visits); recognised {found} among "
        "{have}: pass columns={{'n_sessions': 'your name'}}"
    ),
    "parts": (
        "{name} holds {n} tables, one below the other: {heads}: pass part=1 to read "
        "the "
        "first, or export them one by one"
    ),
    "no part": "part must be a whole number from 1 to {n}; this is {part!r}",
    "mails": (
        "{name} needs an address and either an event and its time, or a count or time "
        "of openings or clicks, or a time of unsubscribing; recognised {found} among "
        "{have}: pass columns={{'customer_id': 'your name', 'event': 'your name', "
        "'happened_at': 'your name'}}"
    ),
    "no message": (
        "{name} does not say which message it is about: pass message='its name'"
    ),
    "no sent": (
        "{name} does not say when the message was sent: pass sent_at='2024-06-03 10:00'"
    ),
    "no events": (
        "{name}: none of its events {found} is known: pass names={{'their word': "
        "'opened'}} with {known}"
    ),
    "names": "names= gives {wrong}; events are {known}",
    "absent": (
        "columns= names {absent}; {name} has {have}: correct the right-hand names"
    ),
    "no address": (
        "{name} needs a column of e-mail addresses or customer numbers; it has {have}: "
        "pass columns={{'email': 'your name'}}"
    ),
    "columns": "columns= names {wrong}, which this reader does not know: use {known}",
}
WHY_NAME = "known name"
OWN_NAME = "the name segkit uses"
