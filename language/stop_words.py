"""Words that say nothing about the subject: function words and politeness, in both languages."""

_RUSSIAN = """
а без более бы был была были было быть в вам вас ваш ваша ваше ваши весь во вот все всего всем вы
где да для до его ее если есть еще же за и из или им их к как какая какие какой какую ко когда кто
ли либо мне меня мной мои мой моя мое моего моей моем можно мы на над надо нам нас наш не него нее
нет ни них но ну нужно о об однако он она они оно от очень по под после при про раз с сам свой
своя свое свою своего своей своих со так также такая такие такой там те тем то того тоже той
только том ты у уже хочу чего чем что чтобы это этот эта эти этого этой этом эту я здравствуйте
здравствуй привет приветствую добрый доброе доброго день утро вечер времени суток спасибо
пожалуйста подскажите скажите помогите ответьте благодарю извините понятно ясно хорошо ок окей ага
алло
"""
_ENGLISH = """
a about after am an and any are as at be been but by can could did do does for from had has have
he her him his how i if in into is it its just let me my no not of off on one or our out please
she should so some than that the their them then there these they this those to too up us want was
we were what when where which who why will with would you your dont doesnt didnt cant im ive id
youre hi hello hey good morning evening afternoon thanks thank okay ok yes dear sir madam
"""

STOP_WORDS: frozenset[str] = frozenset((_RUSSIAN + _ENGLISH).split())
