"""Messages in French to people who buy for themselves: subject and text by purpose."""

GREETING = "Bonjour{% if first_name %} {{ first_name }}{% endif %},"
CLOSING = (
    "À très bientôt,\ntoute l'équipe de {{ shop }}{% if core %}\n{{ core }}{% endif %}"
)
FOOTER = (
    "Vous recevez cet e-mail parce que vous avez accepté de nos nouvelles. Vous n'en "
    "voulez plus ? Désabonnez-vous ici, sans avoir à vous justifier : "
    "{{ unsubscribe_link }}\n{{ sender_line }}"
)

EMAIL = {
    "welcome": (
        "Bienvenue{% if first_name %}, {{ first_name }}{% endif %} ! On commence par "
        "{% if main_interest == 'garden' %}le jardin"
        "{% elif main_interest == 'office' %}votre bureau"
        "{% elif main_interest == 'home' %}le salon{% else %}une tasse de thé"
        "{% endif %} ?",
        "Quel plaisir de vous compter parmi nous.\n\n"
        "{% if main_interest == 'garden' %}C'est le jardin qui vous amène. Notre "
        "guide, mois par mois, vous dit en deux minutes ce qu'il faut y faire cette "
        "semaine.{% elif main_interest == 'office' %}C'est le bureau qui vous amène. "
        "Pour bien commencer : comment installer un poste de travail dont votre dos "
        "vous dira merci le soir.{% elif main_interest == 'home' %}C'est la maison "
        "qui vous amène. Beaucoup de nos clients commencent par un coin et une belle "
        "lampe ; nous vous en montrons cinq.{% else %}Maison, jardin ou bureau : "
        "dites-nous d'un clic ce qui vous amène, et nous ne vous parlerons que de "
        "cela.{% endif %}\n\n"
        "Venez voir : {{ shop_link }}",
    ),
    "tips": (
        "Trois minutes avec {% if product %}votre {{ product }}{% else %}votre "
        "trouvaille{% endif %}",
        "{% if product %}Votre {{ product }}{% else %}Votre commande{% endif %} doit "
        "maintenant être chez vous. Nous espérons que ce choix vous fait plaisir.\n\n"
        "{% if tip %}Ce que nos clients auraient aimé savoir plus tôt : {{ tip }}\n\n"
        "{% endif %}D'autres conseils, et les gestes pour que cela dure : "
        "{{ tips_link }}\n\n"
        "Quelque chose ne va pas ? Répondez à cet e-mail. C'est une personne qui le "
        "lit.",
    ),
    "related": (
        "Pour aller avec {% if product %}votre {{ product }}{% else %}votre dernière "
        "commande{% endif %}",
        "Les personnes qui ont choisi {{ product | or('la même chose que vous') }} "
        "aiment aussi : {{ related_product }}. Nous croyons savoir pourquoi : les "
        "deux vont si bien ensemble.\n\n"
        "Jugez vous-même : {{ related_link }}\n\n"
        "Et si vous avez déjà tout ce qu'il vous faut, c'est très bien aussi.",
    ),
    "review": (
        "Alors, {% if product %}votre {{ product }}{% else %}votre commande"
        "{% endif %} ?",
        "Voilà un mois que vous avez choisi {{ product | or('un de nos articles') }}. "
        "Vous en savez maintenant plus long que nous.\n\n"
        "Voulez-vous dire aux autres ce que vous en pensez ? Deux phrases suffisent, "
        "et les plus franches sont les plus utiles : {{ review_link }}\n\n"
        "Merci. Nous les lisons toutes.",
    ),
    "offer": (
        "{% if first_name %}{{ first_name }}, {% endif %}"
        "{{ discount_rate | percent }} de réduction jusqu'au {{ deadline | day }}",
        "Jusqu'au {{ deadline | day }}, tout {% if main_interest == 'garden' %}pour "
        "le jardin{% elif main_interest == 'office' %}pour le bureau"
        "{% elif main_interest == 'home' %}pour la maison{% else %}dans notre boutique"
        "{% endif %} est à {{ discount_rate | percent }} de moins pour vous.\n\n"
        "Pas besoin de code : {{ offer_link }}\n\n"
        "L'offre s'arrête vraiment ce jour-là. Le lendemain, les prix redeviennent ce "
        "qu'ils étaient.",
    ),
    "early access": (
        "Pour vous d'abord : {{ news }}",
        "Le {{ opens_on | day }}, tout le monde pourra découvrir {{ news }}. Vous, "
        "c'est dès aujourd'hui.\n\n"
        "{% if n_orders is known and n_orders >= 3 %}C'est notre façon de vous "
        "remercier de vos {{ n_orders }} commandes.\n\n"
        "{% endif %}Voici votre entrée : {{ early_link }}\n\n"
        "Prenez votre temps. Rien ne sera épuisé le premier matin.",
    ),
    "thanks": (
        "Merci{% if first_name %}, {{ first_name }}{% endif %}. Tout simplement.",
        "{% if n_orders is known and n_orders >= 2 %}Vous nous avez choisis "
        "{{ n_orders }} fois{% else %}Vous nous avez choisis, et pas quelqu'un d'autre"
        "{% endif %}. {% if member_since %}Nous nous connaissons depuis le "
        "{{ member_since | day }}. {% endif %}Pour une petite boutique, cela compte."
        "\n\n"
        "Il n'y a rien à acheter dans cet e-mail. {% if gift %}Vous trouverez "
        "{{ gift }} dans votre prochain colis, parce que cela nous fait plaisir."
        "{% else %}Nous voulions seulement vous le dire.{% endif %}",
    ),
    "win back": (
        "Cela fait longtemps{% if first_name %}, {{ first_name }}{% endif %}",
        "Cela fait longtemps, et nous aimerions vous revoir.\n\n"
        "{% if news %}Depuis votre dernière visite, il y a du nouveau : {{ news }}. "
        "{% endif %}{% if discount_rate %}Pour vous faciliter le retour, votre "
        "prochaine commande est à {{ discount_rate | percent }} de moins jusqu'au "
        "{{ deadline | day }} : {{ offer_link }}{% else %}Venez jeter un coup d'œil : "
        "{{ shop_link }}{% endif %}\n\n"
        "Quelque chose vous a déçu la dernière fois ? Dites-le-nous en une ligne. "
        "Nous préférons le savoir.",
    ),
    "second purchase": (
        "La deuxième fois est la plus agréable",
        "Merci de votre première commande{% if product %} ({{ product }}, un bon "
        "choix){% endif %}. Vous savez maintenant que nous livrons vite et que nous "
        "emballons bien.\n\n"
        "{% if related_product %}Ce que beaucoup choisissent ensuite : "
        "{{ related_product }}. {% endif %}{% if discount_rate %}Jusqu'au "
        "{{ deadline | day }}, votre deuxième commande est à "
        "{{ discount_rate | percent }} de moins.{% endif %}\n\n"
        "Venez voir : {{ shop_link }}",
    ),
    "local": (
        "{{ town | or('Près de chez vous') }} : {{ event }}, le {{ event_day | day }}",
        "Le {{ event_day | day }}, nous serons {% if town %}à {{ town }}{% else %}"
        "près de chez vous{% endif %} : {{ event }}.\n\n"
        "Passez nous voir, même juste pour regarder. Il y aura du café, et quelqu'un "
        "pour répondre à ce qu'aucun site ne sait dire.\n\n"
        "Le lieu et les heures : {{ event_link }}",
    ),
    "survey": (
        "Pouvons-nous vous poser deux questions ?",
        "Vous connaissez notre boutique mieux que beaucoup. Nous vous demandons donc "
        "votre avis avant tout le monde :\n\n"
        "1. Que devrions-nous proposer que vous ne trouvez pas chez nous ?\n"
        "2. Qu'est-ce qui a failli vous empêcher d'acheter chez nous ?\n\n"
        "Cela prend deux minutes : {{ survey_link }}\n\n"
        "Nous vous écrirons pour vous dire ce que vos réponses ont changé.",
    ),
    "frequency": (
        "À quel rythme voulez-vous de nos nouvelles ?",
        "Certains aiment un mot chaque semaine, d'autres seulement les grandes "
        "nouvelles. C'est vous qui décidez :\n\n"
        "- chaque semaine\n- une fois par mois, le meilleur\n"
        "- les grandes nouvelles seulement\n\n"
        "Un clic suffit : {{ preferences_link }}\n\n"
        "{% if preferred_frequency %}Pour l'instant, nous vous écrivons "
        "{% if preferred_frequency == 'weekly' %}chaque semaine"
        "{% elif preferred_frequency == 'monthly' %}une fois par mois{% else %}pour "
        "les grandes nouvelles{% endif %}, comme vous l'aviez choisi. {% endif %}Vous "
        "pouvez changer d'avis à tout moment.",
    ),
    "news": (
        "{{ headline | cut(60) }}",
        "{% if n_orders is known and n_orders >= 3 %}Parce que vous nous êtes fidèle, "
        "vous l'apprenez avant tout le monde."
        "{% elif n_orders is known and n_orders >= 1 %}Un petit mot, pour que vous "
        "sachiez ce qui a changé depuis votre commande.{% else %}Puisque vous ne "
        "faites que commencer avec nous, voici l'essentiel.{% endif %}\n\n"
        "{{ story }}\n\n"
        "La suite : {{ news_link }}",
    ),
}

SMS = {
    "offer": (
        "{{ shop }}: -{{ discount_rate | percent }} jusqu'au {{ deadline | day }}. "
        "{{ short_link }} STOP au {{ stop_number }}"
    ),
    "early access": (
        "{{ shop }}: pour vous d'abord, {{ news }}: {{ short_link }} STOP au "
        "{{ stop_number }}"
    ),
    "win back": (
        "{{ shop }}: vous nous manquez! -{{ discount_rate | percent }} jusqu'au "
        "{{ deadline | day }}: {{ short_link }} STOP au {{ stop_number }}"
    ),
    "local": (
        "{{ shop }}: {{ event }}, le {{ event_day | day }}{% if town %}, {{ town }}"
        "{% endif %}. {{ short_link }} STOP au {{ stop_number }}"
    ),
}
