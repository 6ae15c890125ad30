"""French words and phrases that say how somebody feels, weighed by hand.

Weights: 3 strong, 2 clear, 1 mild; a minus is a complaint. A star at the end stands for
any ending. Spelled with accents; texts without them are understood too, because both
are compared without. Words of shops and services. Own compilation.
"""

WORDS = {
    3: (
        "excellent* parfait* merveilleu* fantastique* génial* génia* superbe* "
        "extraordinaire* magnifique* formidable* impeccable* ravi ravie ravis adore "
        "adorons exceptionnel* meilleur meilleure"
    ),
    2: (
        "bon bonne bons bonnes bien content* satisfait* heureu* recommand* conseille "
        "aimable* gentil* sympathique* poli polie agréable* beau belle beaux belles "
        "fiable* solide* robuste* confortable* impressionn* plaisir plaît plaisent "
        "merci bravo facile* facilement rapide* rapidement vite efficace* réussi* "
        "délicieu* apprécie aime généreu* honnête attenti* souri* douce "
        "doux survécu épargne économisé convient racheter* reviendr* promis"
    ),
    1: (
        "correct* utile* pratique* propre* clair claire clairement juste simple* "
        "exactement comme accessible* abordable* écoute rappelé souvient "
        "souvenait ponctuel* complet complète disponible* épais épaisse réglé résolu "
        "précis* élégant* moderne* soigné* soigneusement compris répond* répondu "
        "remboursé rendu convenable tôt"
    ),
    -1: (
        "lent lente lentement tard retard* cher chère chers coûteu* petit court courte "
        "difficile* compliqué* flou confus* hésit* doute* inquiet* attend* attente "
        "attendu manqu* oubli* fermé fermée vide bizarre bruit* fin fine léger mince "
        "lourd serré griff* rayé rayure bosse tache* odeur colle frais prix caché* "
        "limité* presque failli pressé* incertain* moins dommage hélas malheureusement "
        "encore seul* trop"
    ),
    -2: (
        "mauvais* mal cassé* casse déçu* décevant* déception mécontent* faux fausse "
        "problème* défaut* défectueu* abîmé* endommag* inutile* désagréable* impoli* "
        "négligent* pénible* énerv* fâché* frustr* plainte plaint erreur* panne plant* "
        "figé figée bloqué* perdu* perd gâch* gaspill* regrett* refus* ignoré* "
        "trompeu* déteint rétréci* fuit fissur* déchir* sale sales éviter coupé "
        "reproche inacceptable* médiocre*"
    ),
    -3: (
        "horrible* affreu* nul nulle nuls terrible* pire catastroph* honte honteu* "
        "arnaque* scandal* déteste dégoûta* cauchemar* inutilisable* désastre*"
    ),
}
PHRASES = {
    2: (
        "bon rapport|rapport qualité|comme promis|comme prévu|comme sur la photo|"
        "conforme à|à l'heure|à temps|tout de suite|dès le lendemain|rien à redire|"
        "sans problème|sans souci|aucun souci|aucun problème|prendre le temps|pris le "
        "temps|bien joué|bien fait|bien emballé|vaut chaque|vaut le coup|vaut la peine|"
        "cinq étoiles|je reviendrai|je rachèterais|je recommande|à la minute|sans "
        "défaut|défaut sans en trouver|aucune odeur|rien ne bouge|fait ce qu'il faut|"
        "mieux que prévu|au-delà de mes attentes"
    ),
    1: "pas besoin de|rend bien service|pour ce que c'est|en promotion|pas de frais",
    -2: (
        "plus jamais|pas de réponse|aucune réponse|sans réponse|rupture de stock|pas "
        "en stock|trop tard|trop cher|trop petit|trop grand|trop long|n'a pas marché|"
        "ne marche pas|ne fonctionne|pas fonctionné|attendais mieux|mieux fait avant|"
        "sous la pluie|mauvaise porte|mauvaise adresse|à éviter|peut mieux faire|tombé "
        "en morceaux|pas de chance|perte de temps|j'attends encore|qu'on me rende|à "
        "mes frais|en savait moins|mis dehors|quelle déception"
    ),
    -1: (
        "j'ai dû|il a fallu|il m'a fallu|aurais aimé|pas un mot|aucun conseil|de trop|"
        "plus de temps|plus long|plus cher|moins cher ailleurs|autre magasin|pas sûr|"
        "pas sûre|n'ose pas|ne trouve|ne savais pas|ne voulais pas|changez cela|voir "
        "ailleurs|pas trouvé|rien pour"
    ),
}
NEGATIONS = (
    "pas ne n jamais rien aucun aucune personne ni sans guère nullement non plus_jamais"
)
STRONGER = (
    "très vraiment tellement trop extrêmement absolument totalement complètement "
    "particulièrement fort super toujours si"
)
WEAKER = "peu légèrement plutôt assez presque un_peu"
BUT = (
    "mais cependant pourtant toutefois néanmoins sauf|par contre|en revanche|mais "
    "ensuite|mais bon|malgré tout|bien que"
)
SAID = (
    "dit disait dire disent écrivent écrit lu raconte prétend|on m'avait dit|on dit|"
    "d'autres écrivent|j'avais lu|je pouvais dire|la dernière fois c'était|m'a dit"
)
DENIED = (
    "pas cette fois|pas ici|pas avec celui-ci|pas dans mon cas|pas ce que j'ai vu|peux "
    "pas dire cela|peux pas le dire|pas mon expérience|pas pour moi|pas vrai|c'est "
    "faux|aucune trace"
)
STOP = (
    "le la les un une des et ou de du à au aux en pour avec est était il elle on je "
    "nous ma mon mes notre ce cet cette que qui ils elles vous ai a avait ne pas sur "
    "par dans d l j c qu n s se sa son ses leur y mais moi sont quand après avant deux "
    "tout"
)
