<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>Alerts</name>
        <message numerus="yes">
            <source>Every %n seconds</source>
            <translation>
                <numerusform>Every %n second</numerusform>
                <numerusform>Every %n seconds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Mute for %n minutes</source>
            <translation>
                <numerusform>Mute for %n minute</numerusform>
                <numerusform>Mute for %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Attachments</name>
        <message numerus="yes">
            <source>%n file(s) stay with the note: the subscriber will not get them</source>
            <translation>
                <numerusform>%n file stays with the note: the subscriber will not get it</numerusform>
                <numerusform>%n files stay with the note: the subscriber will not get them</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) stay with the reply</source>
            <translation>
                <numerusform>%n file stays with the reply</numerusform>
                <numerusform>%n files stay with the reply</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Board</name>
        <message numerus="yes">
            <source>%n agents</source>
            <translation>
                <numerusform>%n agent</numerusform>
                <numerusform>%n agents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alert(s)</source>
            <translation>
                <numerusform>%n alert</numerusform>
                <numerusform>%n alerts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n came</source>
            <translation>
                <numerusform>%n came</numerusform>
                <numerusform>%n came</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n chat(s) at once</source>
            <translation>
                <numerusform>%n chat at once</numerusform>
                <numerusform>%n chats at once</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a link</source>
            <translation>
                <numerusform>%n without a link</numerusform>
                <numerusform>%n without a link</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>as %n minute(s) ago</source>
            <translation>
                <numerusform>as %n minute ago</numerusform>
                <numerusform>as %n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %n minute(s)</source>
            <translation>
                <numerusform>in %n minute</numerusform>
                <numerusform>in %n minutes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message numerus="yes">
            <source>%n character(s) left</source>
            <translation>
                <numerusform>%n character left</numerusform>
                <numerusform>%n characters left</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many</source>
            <translation>
                <numerusform>%n character too many</numerusform>
                <numerusform>%n characters too many</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Day</name>
        <message numerus="yes">
            <source>%n given back</source>
            <translation>
                <numerusform>%n given back</numerusform>
                <numerusform>%n given back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passed on</source>
            <translation>
                <numerusform>%n passed on</numerusform>
                <numerusform>%n passed on</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rated</source>
            <translation>
                <numerusform>%n rated</numerusform>
                <numerusform>%n rated</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Doubts</name>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} and %n more</numerusform>
                <numerusform>{names} and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n byte</numerusform>
                <numerusform>%n bytes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Inbox</name>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Lead</name>
        <message numerus="yes">
            <source>%n alert(s)</source>
            <translation>
                <numerusform>%n alert</numerusform>
                <numerusform>%n alerts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Marks</name>
        <message numerus="yes">
            <source>sends in %n s</source>
            <translation>
                <numerusform>sends in %n s</numerusform>
                <numerusform>sends in %n s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you edited it %n minute(s) ago</source>
            <translation>
                <numerusform>you edited it %n minute ago</numerusform>
                <numerusform>you edited it %n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you replied %n minute(s) ago</source>
            <translation>
                <numerusform>you replied %n minute ago</numerusform>
                <numerusform>you replied %n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you wrote %n minute(s) ago</source>
            <translation>
                <numerusform>you wrote %n minute ago</numerusform>
                <numerusform>you wrote %n minutes ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you wrote the note %n minute(s) ago</source>
            <translation>
                <numerusform>you wrote the note %n minute ago</numerusform>
                <numerusform>you wrote the note %n minutes ago</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Onlookers</name>
        <message numerus="yes">
            <source>%n colleague(s) watching</source>
            <translation>
                <numerusform>%n colleague watching</numerusform>
                <numerusform>%n colleagues watching</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Replies</name>
        <message numerus="yes">
            <source>%n template(s)</source>
            <translation>
                <numerusform>%n template</numerusform>
                <numerusform>%n templates</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) loaded</source>
            <translation>
                <numerusform>%n template loaded</numerusform>
                <numerusform>%n templates loaded</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) were loaded before that.</source>
            <translation>
                <numerusform>%n template was loaded before that.</numerusform>
                <numerusform>%n templates were loaded before that.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already.</source>
            <translation>
                <numerusform>%n was here already.</numerusform>
                <numerusform>%n were here already.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The text is too long by %n character(s).</source>
            <translation>
                <numerusform>The text is too long by %n character.</numerusform>
                <numerusform>The text is too long by %n characters.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>You have sent it %n time(s)</source>
            <translation>
                <numerusform>You have sent it %n time</numerusform>
                <numerusform>You have sent it %n times</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Routing</name>
        <message numerus="yes">
            <source>%n chat(s) of this queue come before it.</source>
            <translation>
                <numerusform>%n chat of this queue comes before it.</numerusform>
                <numerusform>%n chats of this queue come before it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n on line, {choices} of them could take it.</source>
            <translation>
                <numerusform>%n on line, {choices} could take it.</numerusform>
                <numerusform>%n on line, {choices} of them could take it.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>It can be offered: %n colleague(s) have room.</source>
            <translation>
                <numerusform>It can be offered: %n colleague has room.</numerusform>
                <numerusform>It can be offered: %n colleagues have room.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>None of %n on line can take it now.</source>
            <translation>
                <numerusform>%n colleague is on line and cannot take it now.</numerusform>
                <numerusform>None of %n on line can take it now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>levels lower by %n</source>
            <translation>
                <numerusform>levels lower by %n</numerusform>
                <numerusform>levels lower by %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message numerus="yes">
            <source>After %n minutes away</source>
            <translation>
                <numerusform>After %n minute away</numerusform>
                <numerusform>After %n minutes away</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>For %n s</source>
            <translation>
                <numerusform>For %n second</numerusform>
                <numerusform>For %n seconds</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Sharing</name>
        <message numerus="yes">
            <source>queue “{queue}”, %n waiting</source>
            <translation>
                <numerusform>queue “{queue}”, %n waiting</numerusform>
                <numerusform>queue “{queue}”, %n waiting</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message numerus="yes">
            <source>Need your decision: %n</source>
            <translation>
                <numerusform>Needs your decision: %n</numerusform>
                <numerusform>Need your decision: %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Subscriber</name>
        <message numerus="yes">
            <source>%n numbers</source>
            <translation>
                <numerusform>%n number</numerusform>
                <numerusform>%n numbers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message numerus="yes">
            <source>%n other open chat(s)</source>
            <translation>
                <numerusform>%n other open chat</numerusform>
                <numerusform>%n other open chats</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n unread</numerusform>
                <numerusform>%n unread</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Talks</name>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} and %n more</numerusform>
                <numerusform>{names} and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%n new message</numerusform>
                <numerusform>%n new messages</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Show more (%n character(s))</source>
            <translation>
                <numerusform>Show more (%n character)</numerusform>
                <numerusform>Show more (%n characters)</numerusform>
            </translation>
        </message>
    </context>
</TS>
