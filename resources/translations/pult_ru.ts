<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
<context>
    <name>Account</name>
    <message>
        <source>As in the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account of {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Channels</name>
    <message>
        <source>Web chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded dialog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messenger</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>{name} is typing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is typing: «{text}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This chat is over: it can only be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has taken this chat yet: take it to answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} answers in this chat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft kept</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChatHeader</name>
    <message>
        <source>verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat with {name}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Commands</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the offered chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline the offered chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chat that waits longest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the most urgent chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the chat at the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to chat {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold the chat, or go on with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the chat back to its queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to a text that waits for a decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply or note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New line in a reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template, in a draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search the knowledge base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the whole number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide the side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be: {presence}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account: theme, language, sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the presence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Canned replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOTE · only colleagues see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter: new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift+Enter: new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n character(s) left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n character(s) too many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note for colleagues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reply to the subscriber</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Open a queue first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queues are at the left, under «Waiting».</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nowhere to insert it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a chat of yours first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the console</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you wrote is kept. If it happens again, tell your lead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No chat is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody waits: open a queue at the left and take a chat, or go on line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats that come to you appear at the left. F2 takes one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pult</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>There is no connection to the server. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not an address of a server. Write it as «desk.example.com» or «host:port»; without encryption only this very computer can be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The login or the password is wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk of this computer cannot be written. Free some space and retry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The conversation is not here yet. Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server speaks another version of the protocol, or is no server of Pult. Check the address, or update the console.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of the server is not trusted: it may be somebody else. Nothing was sent. Tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session has ended: sign in again. Nothing you wrote is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many wrong passwords. Try again in {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your role does not allow this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such thing any more, or it is not for you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat has changed hands meanwhile. Nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat is past that already. Nothing was done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your room is full: finish a chat first, or put one on hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say why: this is recorded with a reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server is busy now. Nothing was done, try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server has failed. Nothing was done. Incident {incident}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused this ({code}).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Events</name>
    <message>
        <source>Robot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} came in: {topic}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined; back in the queue «{queue}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted in time; back in the queue «{queue}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Given back to the queue «{queue}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits in the queue «{queue}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered to {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} declined: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} took the chat from the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} accepted the chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} gave the chat back: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} gave the chat back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed by {name}: {outcome}. {comment}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed by {name}: {outcome}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rated {stars} of 5: «{comment}»</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rated {stars} of 5</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The offer was not answered in time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subscriber closed the chat</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Finish</name>
    <message>
        <source>Finish the chat with {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Topic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comment for colleagues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only colleagues see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subscriber is typing: wait until he has finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A reply is still on its way: it goes first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No earlier conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the first time this subscriber writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show earlier ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a chat to see what its subscriber wrote before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The history could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>going on now</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inbox</name>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats and queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offered · {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{queue}: {count} waiting, longest {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} waits {wait}: {text}. Enter takes it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chats you take appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits in a queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draft: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You: {text}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest {wait} · urgent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the chat with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Decline the chat with {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer: {name}, {about}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Knowledge</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Article</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Updated {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert step {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Insert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is it about?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Suitable articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by the last words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No article says this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try other words: fewer, or the subscriber&apos;s own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No articles yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are copied to this computer at the first connection.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>In the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waits for you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written %n minute(s) ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subscriber has written since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat is no longer yours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The chat does not take messages now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not write here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not accept this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Offline</name>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you write is safe on this computer and goes out in order when the server is back. Chats here and the knowledge base stay readable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscribers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Articles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Templates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat, subscriber, article, template, command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found. Try another word or a number.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Presence</name>
    <message>
        <source>On line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new chats come to you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you keep your chats, nothing new comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing new comes, the break is counted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nothing new comes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Presence: {presence}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Reveal</name>
    <message>
        <source>Show «{field}»?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}. That you looked, and why, is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The subscriber asks to check it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To verify who writes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To file a request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reason in your words</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>Side panel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the side panel shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the panel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Looking for the server…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server checks the password…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading your chats…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not answer. Check the network and the address; the console keeps trying.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pult</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desk of a support agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signing in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Work without the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill in the login, the password and the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting {count} · longest {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outbox {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n waits for your decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all received · #{rev}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received up to #{rev}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Subscriber</name>
    <message>
        <source>Found subscribers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Searching</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try the number without its first digits, the contract, or part of the name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are more: type another letter or digit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The search did not work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show: {field}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{left} of {of}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Payments and write-offs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No movements yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>«{tariff}» · {price} · until {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{tariff} (archived)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tariff</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Promised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{money}, to be paid by {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left in the packages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Services</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No services are switched on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paid subscriptions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · since {day}, {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · opened {day}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} · opened {day}, due {due}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Numbers of the contract</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Personal data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each look at a hidden field is recorded with its reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a subscriber</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number, contract or name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile is being read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a chat, or find a subscriber in the field above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not in the directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number given in this chat belongs to no subscriber. Find the right one in the field above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The profile could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Passport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Code word</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>VIP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>debt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fraud suspected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>number verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>code word given</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>passport checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gigabytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>active</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blocked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>monthly fee</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paid subscription</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refund</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>promised payment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>roaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>correction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{price} a month</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in the app</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>by a USSD code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SIM card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>eSIM</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Open chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other open chats</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only to read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits {wait}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>typing…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>catching up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top bar</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pult</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{used} of {room}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished today: {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{presence} for {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chat, subscriber, article, command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection: {state}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Transcript</name>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the newest message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n new message(s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOTE · only colleagues see it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show more (%n character(s))</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
