"""English words and phrases that say how somebody feels, weighed by hand.

Weights: 3 strong, 2 clear, 1 mild; a minus is a complaint. A star at the end stands for
any ending. Words of shops and services, not of politics or health. Own compilation.
"""

WORDS = {
    3: (
        "excellent perfect perfectly wonderful fantastic amazing outstanding superb "
        "brilliant awesome delighted thrilled love loved loves flawless exceptional "
        "best fabulous"
    ),
    2: (
        "great good glad happy pleased satisfied satisfying recommend* helpful kind "
        "friendly polite lovely beautiful* reliable sturdy solid robust delicious "
        "comfortable impressed impressive enjoy* pleasant thank thanks grateful worth "
        "easy easily quick quickly fast prompt promptly smooth smoothly well bargain "
        "generous honest patient attentive nice nicely soft survived saved saves like "
        "liked bravo welcome treat success* improved"
    ),
    1: (
        "fine ok okay decent useful practical clean clear clearly fair simple simply "
        "right correct* exactly promised cheap* affordable listened listens remembered "
        "remembers smile smiled punctual complete available early thick settled sorted "
        "precise fresh elegant modern handy safe efficient carefully understood "
        "answered refunded refund fits fitted matches matched even"
    ),
    -1: (
        "slow slowly late later expensive dear small short hard difficult unclear "
        "confus* hesitat* doubt* worr* wait waited waiting delay* missing lack* forgot "
        "forgotten closed empty odd strange loud noisy thin heavy tight loose scratch* "
        "dent dents mark stain* smell* glue price* cost* hidden extra complicat* "
        "limited nearly unsure hurry pressure uncertain less more only sorry sadly "
        "instead again"
    ),
    -2: (
        "bad badly poor poorly broken broke break breaks disappoint* unhappy wrong "
        "problem* fault* defect* damage* flimsy useless unfriendly rude unhelpful "
        "careless unreliable annoy* angry frustrat* complain* complaint* fail* failed "
        "error* mistake* crash* froze frozen stuck lost lose ruin* waste* wasted "
        "regret* refus* ignored overpriced misleading untrue faded shrank shrunk "
        "leak* bleeds crack* torn tore cut dirty avoid avoided pity unacceptable"
    ),
    -3: (
        "terrible horrible awful worst dreadful disgust* scandal* fraud scam hate "
        "hated disaster* catastroph* appalling rubbish unusable nightmare"
    ),
}
PHRASES = {
    2: (
        "value for money|worth every|worth the|no fault|found none|as promised|as "
        "shown|as described|on time|in time|right away|at once|the next day|no trouble|"
        "no problem|took the time|take the time|keep it up|well done|well made|well "
        "packed|first class|five stars|come back|be back|buy again|order again|to the "
        "minute|all the same they|without a word of complaint|nothing to add|without a "
        "scratch|without being pushy|could not be better|more than expected"
    ),
    1: (
        "for what it is|no need to|does its job|does the job|does what it should|just "
        "right|a good deal|on offer|half an hour saved"
    ),
    -2: (
        "fell apart|falls apart|fall apart|came off|never again|no answer|no reply|no "
        "one answered|nobody answered|nobody to ask|no one to ask|out of stock|not in "
        "stock|sold out|too late|too dear|too expensive|too small|too big|too long|too "
        "many|too much|too little|no longer|not worth|expected more|expected better|"
        "form letter|in the rain|wrong door|wrong address|hung up|cut off|passed on|"
        "passed me on|get rid of|do better|money back|be avoided|let down|waste of|not "
        "the quality|bad luck|for ever|at my own cost|still waiting"
    ),
    -1: (
        "had to|nearly stopped|at the end only|one complaint|change that|would have "
        "liked|no word|took too|takes longer|longer than|higher than|more than it|less "
        "than|another shop|not sure|could not find|did not know|do not know|do not dare"
    ),
}
NEGATIONS = (
    "not no never none nothing nobody neither nor without hardly barely cannot cant "
    "dont doesnt didnt isnt wasnt arent werent wont wouldnt shouldnt couldnt havent "
    "hasnt hadnt aint"
)
STRONGER = (
    "very really so too extremely absolutely totally completely incredibly highly "
    "particularly quite truly especially always"
)
WEAKER = (
    "slightly somewhat rather fairly little bit almost sort kind_of a_little partly"
)
BUT = (
    "but however although though yet nevertheless nonetheless still except|on the "
    "other hand|but then|but well|even so"
)
SAID = (
    "said say says told tell tells write writes wrote read heard claim claims|they say|"
    "others write|i had read|i could say|last time it was|told me"
)
DENIED = (
    "not this time|not here|here i cannot|not in my case|not what i saw|cannot say "
    "that|can not say that|not my experience|not for me|untrue|not true|i disagree|no "
    "trace"
)
STOP = (
    "the a an and or of to in on at for with is was it i we my our this that they you "
    "have had not no be as by from but me are were he she its your their there when "
    "what which who will would than then so if all one two after before"
)
