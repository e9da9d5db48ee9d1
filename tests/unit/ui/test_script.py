"""The automatic agent finds the dialog he is in by what the subscriber has said."""

from ui.demo.script import Dialog, Script, Turn

_BILL = Dialog(
    ("Hello!", "My bill is wrong."),
    (Turn(), Turn(), Turn(("I shall look at it.",), "solved")),
)
_RIDE = Dialog(
    ("Hello!", "I need a ride.", "Now."),
    (Turn(), Turn(("How can I help?",)), Turn(("When?",)), Turn(("It is coming.",), "solved")),
)
_SCRIPT = Script({"Angela": (_BILL, _RIDE)})


def test_namesakes_are_told_apart_by_what_they_say() -> None:
    assert _SCRIPT.turn("Angela", ["Hello!", "My bill is wrong."]) == _BILL.turns[2]
    assert _SCRIPT.turn("Angela", ["Hello!", "I need a ride."]) == _RIDE.turns[2]


def test_while_either_may_be_speaking_the_one_who_waits_is_answered() -> None:
    assert _SCRIPT.turn("Angela", ["Hello!"]).replies == ("How can I help?",)


def test_a_dialog_that_may_go_on_is_not_ended() -> None:
    shorter = Dialog(("Hello!",), (Turn(), Turn(("Bye.",), "solved")))
    script = Script({"Ben": (shorter, _RIDE)})

    assert script.turn("Ben", ["Hello!"]) == Turn(("Bye.",), "")


def test_strangers_and_unheard_words_are_not_answered() -> None:
    assert _SCRIPT.turn("Nobody", ["Hello!"]) == Turn()
    assert _SCRIPT.turn("Angela", ["Good day."]) == Turn()
    assert _SCRIPT.turn("Angela", [*_RIDE.heard, "One more."]) == Turn()
