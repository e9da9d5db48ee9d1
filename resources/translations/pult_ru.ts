<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en">
    <context>
        <name>Account</name>
        <message>
            <source>Account</source>
            <translation>Учётная запись</translation>
        </message>
        <message>
            <source>Account of {name}</source>
            <translation>Учётная запись: {name}</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Lock the desk</source>
            <translation>Заблокировать Пульт</translation>
        </message>
        <message>
            <source>My day</source>
            <translation>Мой день</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Закрыть Пульт</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Show me around</source>
            <translation>Показать, что где находится</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема оформления</translation>
        </message>
    </context>
    <context>
        <name>Alerts</name>
        <message>
            <source>A chat is offered to me</source>
            <translation>Мне предложен чат</translation>
        </message>
        <message>
            <source>A colleague asks for my help</source>
            <translation>Коллега просит помочь</translation>
        </message>
        <message>
            <source>A colleague has written</source>
            <translation>Написал коллега</translation>
        </message>
        <message>
            <source>A subscriber</source>
            <translation>Абонент</translation>
        </message>
        <message>
            <source>A subscriber has waited too long</source>
            <translation>Абонент ждёт слишком долго</translation>
        </message>
        <message>
            <source>A subscriber has written</source>
            <translation>Абонент написал</translation>
        </message>
        <message>
            <source>A threshold of the board is passed</source>
            <translation>Пройден порог на табло</translation>
        </message>
        <message>
            <source>All sounds</source>
            <translation>Все звуки</translation>
        </message>
        <message>
            <source>Be silent while I am on a break</source>
            <translation>Молчать, пока я на перерыве</translation>
        </message>
        <message>
            <source>Bell</source>
            <translation>Колокольчик</translation>
        </message>
        <message>
            <source>Chime</source>
            <translation>Перезвон</translation>
        </message>
        <message>
            <source>Drop</source>
            <translation>Капля</translation>
        </message>
        <message numerus="yes">
            <source>Every %n seconds</source>
            <translation>
                <numerusform>Каждую %n секунду</numerusform>
                <numerusform>Каждые %n секунды</numerusform>
                <numerusform>Каждые %n секунд</numerusform>
            </translation>
        </message>
        <message>
            <source>Horn</source>
            <translation>Гудок</translation>
        </message>
        <message>
            <source>Keep a card over other windows until I act</source>
            <translation>Держать карточку поверх других окон, пока я не отвечу</translation>
        </message>
        <message>
            <source>Knock</source>
            <translation>Стук</translation>
        </message>
        <message numerus="yes">
            <source>Mute for %n minutes</source>
            <translation>
                <numerusform>Без звука %n минуту</numerusform>
                <numerusform>Без звука %n минуты</numerusform>
                <numerusform>Без звука %n минут</numerusform>
            </translation>
        </message>
        <message>
            <source>No sound</source>
            <translation>Без звука</translation>
        </message>
        <message>
            <source>Once</source>
            <translation>Один раз</translation>
        </message>
        <message>
            <source>Only while Pult is behind other windows</source>
            <translation>Только когда Пульт не на переднем плане</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Open Pult</source>
            <translation>Открыть Пульт</translation>
        </message>
        <message>
            <source>Repeat</source>
            <translation>Повтор</translation>
        </message>
        <message>
            <source>Repeat until I act</source>
            <translation>Повторять, пока я не отвечу</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Звук</translation>
        </message>
        <message>
            <source>Test</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>The connection is lost</source>
            <translation>Пропала связь</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Громкость</translation>
        </message>
        <message>
            <source>What calls for you</source>
            <translation>Требует внимания</translation>
        </message>
        <message>
            <source>asked for help: {count}</source>
            <translation>просят помочь: {count}</translation>
        </message>
        <message>
            <source>from colleagues: {count}</source>
            <translation>от коллег: {count}</translation>
        </message>
        <message>
            <source>no connection</source>
            <translation>нет связи</translation>
        </message>
        <message>
            <source>offered: {count}</source>
            <translation>предложено: {count}</translation>
        </message>
        <message>
            <source>on the board: {count}</source>
            <translation>на табло: {count}</translation>
        </message>
        <message>
            <source>unread chats: {count}</source>
            <translation>непрочитанных чатов: {count}</translation>
        </message>
        <message>
            <source>waiting too long: {count}</source>
            <translation>ждут слишком долго: {count}</translation>
        </message>
        <message>
            <source>{colleague} invites you to the chat with {name}</source>
            <translation>{colleague} зовёт вас в чат, где пишет {name}</translation>
        </message>
        <message>
            <source>{name} asks you about a message</source>
            <translation>{name} спрашивает вас о сообщении</translation>
        </message>
        <message>
            <source>{name} has waited too long</source>
            <translation>{name} ждёт слишком долго</translation>
        </message>
        <message>
            <source>{name} has written</source>
            <translation>Новое сообщение: {name}</translation>
        </message>
    </context>
    <context>
        <name>Appearance</name>
        <message>
            <source>Allowed</source>
            <translation>Разрешено</translation>
        </message>
        <message>
            <source>Blue</source>
            <translation>Синий</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Свободно</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Плотно</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмная</translation>
        </message>
        <message>
            <source>Graphite</source>
            <translation>Графитовый</translation>
        </message>
        <message>
            <source>High contrast</source>
            <translation>Высокая контрастность</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлая</translation>
        </message>
        <message>
            <source>Match system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Nothing moves</source>
            <translation>Без движения</translation>
        </message>
        <message>
            <source>Plum</source>
            <translation>Сливовый</translation>
        </message>
        <message>
            <source>Teal</source>
            <translation>Бирюзовый</translation>
        </message>
        <message>
            <source>Violet</source>
            <translation>Фиолетовый</translation>
        </message>
    </context>
    <context>
        <name>Attachments</name>
        <message numerus="yes">
            <source>%n file(s) stay with the note: the subscriber will not get them</source>
            <translation>
                <numerusform>%n файл остаётся в заметке: абонент его не получит</numerusform>
                <numerusform>%n файла остаются в заметке: абонент их не получит</numerusform>
                <numerusform>%n файлов остаются в заметке: абонент их не получит</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) stay with the reply</source>
            <translation>
                <numerusform>%n файл остаётся в ответе</numerusform>
                <numerusform>%n файла остаются в ответе</numerusform>
                <numerusform>%n файлов остаются в ответе</numerusform>
            </translation>
        </message>
        <message>
            <source>Attached files</source>
            <translation>Прикреплённые файлы</translation>
        </message>
        <message>
            <source>Files of the note, for colleagues only</source>
            <translation>Файлы заметки, только для коллег</translation>
        </message>
        <message>
            <source>Remove “{name}”</source>
            <translation>Убрать «{name}»</translation>
        </message>
        <message>
            <source>{file}, for colleagues only</source>
            <translation>{file}, только для коллег</translation>
        </message>
    </context>
    <context>
        <name>Barred</name>
        <message>
            <source>Not reopened: Pult closed with an error twice while they were in view: {names}</source>
            <translation>Пульт дважды закрылся с ошибкой, когда эти чаты были на экране, поэтому они не открыты: {names}</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
    </context>
    <context>
        <name>Board</name>
        <message numerus="yes">
            <source>%n agents</source>
            <translation>
                <numerusform>%n оператор</numerusform>
                <numerusform>%n оператора</numerusform>
                <numerusform>%n операторов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n alert(s)</source>
            <translation>
                <numerusform>%n тревога</numerusform>
                <numerusform>%n тревоги</numerusform>
                <numerusform>%n тревог</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n came</source>
            <translation>
                <numerusform>пришёл %n</numerusform>
                <numerusform>пришли %n</numerusform>
                <numerusform>пришло %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n chat(s) at once</source>
            <translation>
                <numerusform>%n чат сразу</numerusform>
                <numerusform>%n чата сразу</numerusform>
                <numerusform>%n чатов сразу</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n without a link</source>
            <translation>
                <numerusform>%n без связи</numerusform>
                <numerusform>%n без связи</numerusform>
                <numerusform>%n без связи</numerusform>
            </translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Оператор</translation>
        </message>
        <message>
            <source>Agents</source>
            <translation>Операторы</translation>
        </message>
        <message>
            <source>Agents of the groups you lead stand here.</source>
            <translation>Здесь стоят операторы групп, которыми вы руководите.</translation>
        </message>
        <message>
            <source>All conversations that wait for an agent now, in every queue of your groups. Press to see them.</source>
            <translation>Все обращения, которые сейчас ждут оператора, во всех очередях ваших групп. Нажмите, чтобы увидеть их.</translation>
        </message>
        <message>
            <source>All stars of today ÷ how many subscribers gave any.</source>
            <translation>Все звёзды за сегодня ÷ сколько абонентов поставили оценку.</translation>
        </message>
        <message>
            <source>Answered in time</source>
            <translation>Ответ в срок</translation>
        </message>
        <message>
            <source>Any group</source>
            <translation>Любая группа</translation>
        </message>
        <message>
            <source>Any queue</source>
            <translation>Любая очередь</translation>
        </message>
        <message>
            <source>Any state</source>
            <translation>Любое состояние</translation>
        </message>
        <message>
            <source>Arrivals and waits</source>
            <translation>Поступление и ожидание</translation>
        </message>
        <message>
            <source>Arrivals and waits, today over yesterday</source>
            <translation>Поступление и ожидание: сегодня поверх вчерашнего</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Табло</translation>
        </message>
        <message>
            <source>Came today</source>
            <translation>Пришли сегодня</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Chats of the agent</source>
            <translation>Чаты оператора</translation>
        </message>
        <message>
            <source>Chats that agents online who serve the queue could take now: their room less what they have.</source>
            <translation>Сколько чатов могли бы взять сейчас операторы на линии, которые отвечают в этой очереди: их место минус занятое.</translation>
        </message>
        <message>
            <source>Chosen: {count}</source>
            <translation>Выбрано: {count}</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>Закрыть список</translation>
        </message>
        <message>
            <source>Closed by the robot</source>
            <translation>Робот закрыл сам</translation>
        </message>
        <message>
            <source>Closed by the robot today</source>
            <translation>Закрыты роботом сегодня</translation>
        </message>
        <message>
            <source>Closed today</source>
            <translation>Закрыты сегодня</translation>
        </message>
        <message>
            <source>Conversations</source>
            <translation>Обращения</translation>
        </message>
        <message>
            <source>Conversations behind a figure</source>
            <translation>Обращения за числом</translation>
        </message>
        <message>
            <source>Conversations closed by agents within the target of resolution ÷ all closed by agents, since midnight, on the queues' hours.</source>
            <translation>Обращения, закрытые операторами в срок решения ÷ все закрытые операторами, с полуночи, по часам очередей.</translation>
        </message>
        <message>
            <source>Conversations closed without an agent ÷ all closed, since midnight.</source>
            <translation>Обращения, закрытые без оператора ÷ все закрытые, с полуночи.</translation>
        </message>
        <message>
            <source>Conversations that an agent has now: answered, on hold or being closed.</source>
            <translation>Обращения, которые сейчас у операторов: в работе, на удержании, закрываются.</translation>
        </message>
        <message>
            <source>Conversations that wait for an agent now, those being offered included.</source>
            <translation>Обращения, которые сейчас ждут оператора, вместе с теми, что предложены.</translation>
        </message>
        <message>
            <source>Done for {done}</source>
            <translation>Сделано: {done}</translation>
        </message>
        <message>
            <source>Done for {done}, not for {failed}</source>
            <translation>Сделано: {done}, не удалось: {failed}</translation>
        </message>
        <message>
            <source>Enter opens a chat: nobody there sees that you look.</source>
            <translation>Enter открывает чат: никто в нём не видит, что вы смотрите.</translation>
        </message>
        <message>
            <source>Find an agent</source>
            <translation>Найти оператора</translation>
        </message>
        <message>
            <source>First answer</source>
            <translation>Первый ответ</translation>
        </message>
        <message>
            <source>First answers of today</source>
            <translation>Первые ответы за сегодня</translation>
        </message>
        <message>
            <source>First answers within the target ÷ all first answers, since midnight of the queue, on its hours.</source>
            <translation>Первые ответы в срок ÷ все первые ответы, с полуночи очереди, по её часам.</translation>
        </message>
        <message>
            <source>First answers within their queue's target ÷ all first answers, since midnight. Pressed, it shows who waits longer than promised now.</source>
            <translation>Первые ответы в срок своей очереди ÷ все первые ответы, с полуночи. По нажатию — кто сейчас ждёт дольше обещанного.</translation>
        </message>
        <message>
            <source>For</source>
            <translation>В нём</translation>
        </message>
        <message>
            <source>Free</source>
            <translation>Свободно</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Группа</translation>
        </message>
        <message>
            <source>Handled today</source>
            <translation>Обработаны сегодня</translation>
        </message>
        <message>
            <source>How long the agent has been in this state.</source>
            <translation>Сколько оператор уже в этом состоянии.</translation>
        </message>
        <message>
            <source>How long the one has waited who has waited longest of those.</source>
            <translation>Сколько ждёт тот из них, кто ждёт дольше всех.</translation>
        </message>
        <message>
            <source>How long the one has waited who has waited longest, and in which queue.</source>
            <translation>Сколько ждёт тот, кто ждёт дольше всех, и в какой очереди.</translation>
        </message>
        <message>
            <source>How long the subscriber has waited who has waited longest for an answer.</source>
            <translation>Сколько ждёт ответа тот абонент, который ждёт дольше всех.</translation>
        </message>
        <message>
            <source>How many came in each five minutes of the last hour.</source>
            <translation>Сколько пришло за каждые пять минут последнего часа.</translation>
        </message>
        <message>
            <source>In how long nobody waits if it goes on as in the last ten minutes; of the queue that takes longest.</source>
            <translation>Через сколько никто не будет ждать, если дальше всё пойдёт, как последние десять минут; по самой медленной очереди.</translation>
        </message>
        <message>
            <source>In time</source>
            <translation>В срок</translation>
        </message>
        <message>
            <source>In work</source>
            <translation>В работе</translation>
        </message>
        <message>
            <source>Join or take over a chat</source>
            <translation>Войти в чат или забрать его</translation>
        </message>
        <message>
            <source>Last hour</source>
            <translation>Последний час</translation>
        </message>
        <message>
            <source>Left</source>
            <translation>Ушли</translation>
        </message>
        <message>
            <source>Left today</source>
            <translation>Ушли сегодня</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>Нагрузка</translation>
        </message>
        <message>
            <source>Longest</source>
            <translation>Дольше всех</translation>
        </message>
        <message>
            <source>Longest wait</source>
            <translation>Дольше всех ждёт</translation>
        </message>
        <message>
            <source>Look at the chats unseen</source>
            <translation>Смотреть чаты незаметно</translation>
        </message>
        <message>
            <source>More: state, room, queues</source>
            <translation>Ещё: состояние, место, очереди</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>No agent is like that now</source>
            <translation>Сейчас таких операторов нет</translation>
        </message>
        <message>
            <source>No agents yet</source>
            <translation>Операторов пока нет</translation>
        </message>
        <message>
            <source>No link</source>
            <translation>Нет связи</translation>
        </message>
        <message>
            <source>Nobody has come yet today.</source>
            <translation>Сегодня ещё никто не приходил.</translation>
        </message>
        <message>
            <source>Nobody is counted here now</source>
            <translation>Сейчас здесь никого</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>На удержании</translation>
        </message>
        <message>
            <source>Others are on the board: look at everybody.</source>
            <translation>На табло есть другие: посмотрите всех.</translation>
        </message>
        <message>
            <source>Owes</source>
            <translation>Ждёт ответа</translation>
        </message>
        <message>
            <source>Owes an answer</source>
            <translation>Должен ответ</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Очередь</translation>
        </message>
        <message>
            <source>Queues</source>
            <translation>Очереди</translation>
        </message>
        <message>
            <source>Queues clear in</source>
            <translation>Очередь уйдёт через</translation>
        </message>
        <message>
            <source>Rated today</source>
            <translation>Оценены сегодня</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Оценка</translation>
        </message>
        <message>
            <source>Read the list again</source>
            <translation>Прочитать список заново</translation>
        </message>
        <message>
            <source>Room</source>
            <translation>Место</translation>
        </message>
        <message>
            <source>Show everybody</source>
            <translation>Показать всех</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Показать ещё</translation>
        </message>
        <message>
            <source>Show the chats</source>
            <translation>Показать чаты</translation>
        </message>
        <message>
            <source>Solved in time</source>
            <translation>Решено в срок</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Состояние</translation>
        </message>
        <message>
            <source>The agent. A mark at the left: a threshold passed.</source>
            <translation>Оператор. Метка слева: порог пройден.</translation>
        </message>
        <message>
            <source>The board is being read</source>
            <translation>Табло читается</translation>
        </message>
        <message>
            <source>The list could not be read</source>
            <translation>Список не прочитан</translation>
        </message>
        <message>
            <source>The list is being read</source>
            <translation>Список читается</translation>
        </message>
        <message>
            <source>The middle first answer of today: half of them came faster, half slower.</source>
            <translation>Средний по порядку первый ответ за сегодня: половина быстрее, половина медленнее.</translation>
        </message>
        <message>
            <source>The queue. A mark at its left: one of its thresholds passed.</source>
            <translation>Очередь. Метка слева: один из её порогов пройден.</translation>
        </message>
        <message>
            <source>Those who left before anybody answered ÷ all who came, since midnight of the queue.</source>
            <translation>Ушедшие до ответа ÷ все пришедшие, с полуночи очереди.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Ещё раз</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
        <message>
            <source>Waiting for an agent</source>
            <translation>Ждут оператора</translation>
        </message>
        <message>
            <source>Waiting longer than promised</source>
            <translation>Ждут дольше обещанного</translation>
        </message>
        <message>
            <source>Waiting now</source>
            <translation>Ждут сейчас</translation>
        </message>
        <message>
            <source>What the agent says of himself; “No link” where his console is not felt.</source>
            <translation>Что оператор говорит о себе; «Нет связи» — где его пульт не отзывается.</translation>
        </message>
        <message>
            <source>What the agent's chats weigh, and his room; chats on hold weigh nothing.</source>
            <translation>Сколько весят чаты оператора и сколько у него места; чаты на удержании ничего не весят.</translation>
        </message>
        <message>
            <source>What the chats weigh ÷ the room.</source>
            <translation>Вес чатов ÷ место.</translation>
        </message>
        <message>
            <source>Whisper to the agent</source>
            <translation>Шепнуть оператору</translation>
        </message>
        <message>
            <source>agents online: {count}</source>
            <translation>на линии: {count}</translation>
        </message>
        <message>
            <source>all queues of your groups</source>
            <translation>все очереди ваших групп</translation>
        </message>
        <message numerus="yes">
            <source>as %n minute(s) ago</source>
            <translation>
                <numerusform>как %n минуту назад</numerusform>
                <numerusform>как %n минуты назад</numerusform>
                <numerusform>как %n минут назад</numerusform>
            </translation>
        </message>
        <message>
            <source>as of {time}</source>
            <translation>данные от {time}</translation>
        </message>
        <message>
            <source>being read…</source>
            <translation>читается…</translation>
        </message>
        <message numerus="yes">
            <source>in %n minute(s)</source>
            <translation>
                <numerusform>за %n минуту</numerusform>
                <numerusform>за %n минуты</numerusform>
                <numerusform>за %n минут</numerusform>
            </translation>
        </message>
        <message>
            <source>in all queues</source>
            <translation>во всех очередях</translation>
        </message>
        <message>
            <source>nobody waits</source>
            <translation>никто не ждёт</translation>
        </message>
        <message>
            <source>not soon</source>
            <translation>не скоро</translation>
        </message>
        <message>
            <source>now</source>
            <translation>сейчас</translation>
        </message>
        <message>
            <source>offered to {name}</source>
            <translation>предложен: {name}</translation>
        </message>
        <message>
            <source>over</source>
            <translation>завершён</translation>
        </message>
        <message>
            <source>this hour {percent}</source>
            <translation>за час {percent}</translation>
        </message>
        <message>
            <source>today</source>
            <translation>сегодня</translation>
        </message>
        <message>
            <source>under a minute</source>
            <translation>меньше минуты</translation>
        </message>
        <message>
            <source>updates itself · every figure opens its list</source>
            <translation>обновляется само · каждое число открывает список</translation>
        </message>
        <message>
            <source>wait</source>
            <translation>ожидание</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>вчера</translation>
        </message>
        <message>
            <source>{hours} · came {came}, yesterday {before} · waited {wait}, yesterday {waited}</source>
            <translation>{hours} · пришло {came}, вчера {before} · ждали {wait}, вчера {waited}</translation>
        </message>
        <message>
            <source>{name} (trainee)</source>
            <translation>{name} (стажёр)</translation>
        </message>
        <message>
            <source>{name} has lost the link</source>
            <translation>{name}: связь потеряна</translation>
        </message>
        <message>
            <source>{name} is on a break longer than {threshold}</source>
            <translation>{name}: перерыв дольше {threshold}</translation>
        </message>
        <message>
            <source>{name} owes an answer longer than {threshold}</source>
            <translation>{name}: абонент ждёт ответа дольше {threshold}</translation>
        </message>
        <message>
            <source>{part} of {all}</source>
            <translation>{part} из {all}</translation>
        </message>
        <message>
            <source>{presence}, {reason}</source>
            <translation>{presence}, {reason}</translation>
        </message>
        <message>
            <source>{queue} · long from {time}</source>
            <translation>{queue} · долго с {time}</translation>
        </message>
        <message>
            <source>“{queue}”: somebody waits longer than {threshold}</source>
            <translation>«{queue}»: ждут дольше {threshold}</translation>
        </message>
        <message>
            <source>“{queue}”: {count} are waiting, more than {threshold}</source>
            <translation>«{queue}»: ждут {count}, порог {threshold}</translation>
        </message>
        <message>
            <source>“{queue}”: {value} answered in time, less than {threshold}</source>
            <translation>«{queue}»: в срок {value}, обещано {threshold}</translation>
        </message>
    </context>
    <context>
        <name>Bounds</name>
        <message>
            <source>Any queue</source>
            <translation>Любая очередь</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>С какого дня</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>По какой день</translation>
        </message>
        <message>
            <source>Narrow the search</source>
            <translation>Уточнить поиск</translation>
        </message>
        <message>
            <source>Queue</source>
            <translation>Очередь</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Искать</translation>
        </message>
        <message>
            <source>The first day is after the last one.</source>
            <translation>Начало периода позже его конца.</translation>
        </message>
        <message>
            <source>This is not a day. Write, for example, 2 December.</source>
            <translation>Это не день. Напишите, например, «2 декабря».</translation>
        </message>
    </context>
    <context>
        <name>Calendar</name>
        <message>
            <source>Calendar</source>
            <translation>Календарь</translation>
        </message>
        <message>
            <source>The month after</source>
            <translation>Следующий месяц</translation>
        </message>
        <message>
            <source>The month before</source>
            <translation>Предыдущий месяц</translation>
        </message>
        <message>
            <source>{day}, chosen</source>
            <translation>{day}, выбрано</translation>
        </message>
        <message>
            <source>{day}, today</source>
            <translation>{day}, сегодня</translation>
        </message>
    </context>
    <context>
        <name>Channels</name>
        <message>
            <source>Call</source>
            <translation>Звонок</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Чат</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Messenger</source>
            <translation>Мессенджер</translation>
        </message>
        <message>
            <source>Recorded dialog</source>
            <translation>Запись диалога</translation>
        </message>
        <message>
            <source>Text message</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>Web chat</source>
            <translation>Сайт</translation>
        </message>
    </context>
    <context>
        <name>Chat</name>
        <message>
            <source>Article</source>
            <translation>Статья</translation>
        </message>
        <message>
            <source>Attach files</source>
            <translation>Прикрепить файлы</translation>
        </message>
        <message>
            <source>Attach files to the note, for colleagues only</source>
            <translation>Прикрепить файлы к заметке, только для коллег</translation>
        </message>
        <message>
            <source>Colleagues will see that the note was deleted, and what it said.</source>
            <translation>Коллеги увидят, что заметка удалена и что в ней было.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Delete the message?</source>
            <translation>Удалить сообщение?</translation>
        </message>
        <message>
            <source>Delete the note?</source>
            <translation>Удалить заметку?</translation>
        </message>
        <message>
            <source>Draft not saved</source>
            <translation>Черновик не сохранён</translation>
        </message>
        <message>
            <source>Draft saved</source>
            <translation>Черновик сохранён</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Эмодзи</translation>
        </message>
        <message>
            <source>Everyone in the talk will see that you deleted the message, and what it said.</source>
            <translation>Участники разговора увидят, что вы удалили сообщение и что в нём было.</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файлы</translation>
        </message>
        <message>
            <source>It is put off until its date: take it to answer now.</source>
            <translation>Чат отложен до своей даты. Чтобы ответить сейчас, возьмите его.</translation>
        </message>
        <message>
            <source>Nobody has taken this chat yet: take it to answer.</source>
            <translation>Этот чат ещё никто не взял: возьмите его, чтобы ответить.</translation>
        </message>
        <message>
            <source>Nobody will be able to open its files any more.</source>
            <translation>Открыть файлы больше никто не сможет.</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>The chat is over. What came of it is still to be said.</source>
            <translation>Чат окончен. Осталось указать итог.</translation>
        </message>
        <message>
            <source>The robot answers in this chat.</source>
            <translation>В этом чате отвечает робот.</translation>
        </message>
        <message>
            <source>The subscriber will see that the message was deleted. Colleagues will still see what it said.</source>
            <translation>Абонент увидит, что сообщение удалено. Коллегам его текст останется виден.</translation>
        </message>
        <message>
            <source>This chat is no longer yours.</source>
            <translation>Этот чат больше не ваш.</translation>
        </message>
        <message>
            <source>This chat is over: it can only be read.</source>
            <translation>Чат завершён: его можно только читать.</translation>
        </message>
        <message>
            <source>Wrong keyboard layout? It would be “{text}”</source>
            <translation>Не та раскладка? Было бы «{text}»</translation>
        </message>
        <message>
            <source>Wrong keyboard layout? {keys} changes it to “{text}”</source>
            <translation>Не та раскладка? {keys} исправит: «{text}»</translation>
        </message>
        <message>
            <source>You are no longer in this talk.</source>
            <translation>Вы больше не участвуете в этом разговоре.</translation>
        </message>
        <message>
            <source>closes in {time}</source>
            <translation>закроется через {time}</translation>
        </message>
        <message>
            <source>to sum up: {time}</source>
            <translation>на итог: {time}</translation>
        </message>
        <message>
            <source>{name} answers in this chat.</source>
            <translation>В этом чате отвечает {name}.</translation>
        </message>
        <message>
            <source>{name} is typing: “{text}”</source>
            <translation>{name} печатает: «{text}»</translation>
        </message>
        <message>
            <source>{name} is typing…</source>
            <translation>{name} печатает…</translation>
        </message>
    </context>
    <context>
        <name>ChatHeader</name>
        <message>
            <source>Chat with {name}</source>
            <translation>Чат: {name}</translation>
        </message>
        <message>
            <source>Close now</source>
            <translation>Закрыть сейчас</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Give back</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Удержать</translation>
        </message>
        <message>
            <source>Keep open</source>
            <translation>Оставить открытым</translation>
        </message>
        <message>
            <source>Manage group</source>
            <translation>Управление группой</translation>
        </message>
        <message>
            <source>Pass on</source>
            <translation>Передать</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Продолжить</translation>
        </message>
        <message>
            <source>Sum up</source>
            <translation>Подвести итог</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Talk with colleagues: {name}</source>
            <translation>Разговор с коллегами: {name}</translation>
        </message>
        <message>
            <source>number verified</source>
            <translation>номер проверен</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>ждёт</translation>
        </message>
    </context>
    <context>
        <name>Chips</name>
        <message>
            <source>Remove (Delete)</source>
            <translation>Убрать (Delete)</translation>
        </message>
        <message>
            <source>{what}: remove</source>
            <translation>{what}: убрать</translation>
        </message>
    </context>
    <context>
        <name>Commands</name>
        <message>
            <source>Account: theme, language, sign out</source>
            <translation>Учётная запись: тема оформления, язык, выход</translation>
        </message>
        <message>
            <source>Add people to the group</source>
            <translation>Добавить людей в группу</translation>
        </message>
        <message>
            <source>Ask a colleague about a message</source>
            <translation>Спросить коллегу о сообщении</translation>
        </message>
        <message>
            <source>Attach files to the draft</source>
            <translation>Прикрепить файлы</translation>
        </message>
        <message>
            <source>Break: {reason}</source>
            <translation>Перерыв: {reason}</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Choose an emoji</source>
            <translation>Выбрать эмодзи</translation>
        </message>
        <message>
            <source>Choose your presence</source>
            <translation>Выбрать статус</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>Decline the offered chat</source>
            <translation>Отклонить предложенный чат</translation>
        </message>
        <message>
            <source>Delete my last message or note</source>
            <translation>Удалить моё последнее сообщение или заметку</translation>
        </message>
        <message>
            <source>Edit my last message or note</source>
            <translation>Исправить моё последнее сообщение или заметку</translation>
        </message>
        <message>
            <source>Edit my last message or note, in an empty draft</source>
            <translation>Исправить моё последнее сообщение или заметку (в пустом поле)</translation>
        </message>
        <message>
            <source>Find a subscriber</source>
            <translation>Найти абонента</translation>
        </message>
        <message>
            <source>Find in this chat</source>
            <translation>Найти в этом чате</translation>
        </message>
        <message>
            <source>Finish the chat</source>
            <translation>Завершить чат</translation>
        </message>
        <message>
            <source>Give the chat back to its queue</source>
            <translation>Вернуть чат в очередь</translation>
        </message>
        <message>
            <source>Give the chat to an agent or a queue</source>
            <translation>Отдать чат оператору или очереди</translation>
        </message>
        <message>
            <source>Go to a chat by its number, 1 to 9</source>
            <translation>Перейти к чату по номеру, от 1 до 9</translation>
        </message>
        <message>
            <source>Go to a date in this chat</source>
            <translation>Перейти к дате в этом чате</translation>
        </message>
        <message>
            <source>Go to a page of the lead by its number, 1 to 9</source>
            <translation>Перейти на страницу руководителя по номеру, от 1 до 9</translation>
        </message>
        <message>
            <source>Go to the chat on the left</source>
            <translation>Перейти к чату слева</translation>
        </message>
        <message>
            <source>Go to the draft</source>
            <translation>Перейти к полю ответа</translation>
        </message>
        <message>
            <source>Go to the inbox</source>
            <translation>Перейти к списку чатов</translation>
        </message>
        <message>
            <source>Go to the most urgent chat</source>
            <translation>Перейти к самому срочному чату</translation>
        </message>
        <message>
            <source>Go to the next newer match</source>
            <translation>Перейти к более позднему совпадению</translation>
        </message>
        <message>
            <source>Go to the next older match</source>
            <translation>Перейти к более раннему совпадению</translation>
        </message>
        <message>
            <source>Go to the next pane or window</source>
            <translation>Перейти к следующему чату на экране</translation>
        </message>
        <message>
            <source>Go to the previous pane or window</source>
            <translation>Перейти к предыдущему чату на экране</translation>
        </message>
        <message>
            <source>Go to what needs your decision</source>
            <translation>Перейти к тому, что ждёт вашего решения</translation>
        </message>
        <message>
            <source>Hold the chat, or resume it</source>
            <translation>Удержать чат или продолжить</translation>
        </message>
        <message>
            <source>In view: {layout}</source>
            <translation>На экране: {layout}</translation>
        </message>
        <message>
            <source>Insert a template, in a draft</source>
            <translation>Вставить шаблон (в поле ответа)</translation>
        </message>
        <message>
            <source>Invite a colleague to the chat</source>
            <translation>Позвать коллегу в чат</translation>
        </message>
        <message>
            <source>Join the chat, or leave it</source>
            <translation>Войти в чат или выйти из него</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Leading a shift</source>
            <translation>Руководство сменой</translation>
        </message>
        <message>
            <source>Leave a chat as its guest</source>
            <translation>Выйти из чата, где вы гость</translation>
        </message>
        <message>
            <source>Leave the group</source>
            <translation>Выйти из группы</translation>
        </message>
        <message>
            <source>List all open chats</source>
            <translation>Показать все открытые чаты</translation>
        </message>
        <message>
            <source>Lock the desk</source>
            <translation>Заблокировать Пульт</translation>
        </message>
        <message>
            <source>Look at the alerts of the board</source>
            <translation>Посмотреть тревоги табло</translation>
        </message>
        <message>
            <source>Manage templates</source>
            <translation>Управлять шаблонами</translation>
        </message>
        <message>
            <source>Move the chat to its own window, or back</source>
            <translation>Перенести чат в отдельное окно или обратно</translation>
        </message>
        <message>
            <source>Move the tab to the left</source>
            <translation>Сдвинуть вкладку влево</translation>
        </message>
        <message>
            <source>Move the tab to the right</source>
            <translation>Сдвинуть вкладку вправо</translation>
        </message>
        <message>
            <source>My day</source>
            <translation>Мой день</translation>
        </message>
        <message>
            <source>My question is settled</source>
            <translation>Мой вопрос решён</translation>
        </message>
        <message>
            <source>Narrow the search in conversations</source>
            <translation>Уточнить поиск по переписке</translation>
        </message>
        <message>
            <source>Panels</source>
            <translation>Панели</translation>
        </message>
        <message>
            <source>Pass the chat on to a colleague or a topic</source>
            <translation>Передать чат коллеге или в другую тему</translation>
        </message>
        <message>
            <source>Pin the tab on the left, or unpin it</source>
            <translation>Закрепить вкладку слева или открепить</translation>
        </message>
        <message>
            <source>Presence</source>
            <translation>Статус</translation>
        </message>
        <message>
            <source>Presence: {presence}</source>
            <translation>Статус: {presence}</translation>
        </message>
        <message>
            <source>Put the board on a wall</source>
            <translation>Табло на стену</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Закрыть Пульт</translation>
        </message>
        <message>
            <source>Quote the chosen message, or the last one</source>
            <translation>Процитировать выбранное сообщение или последнее</translation>
        </message>
        <message>
            <source>Remove the guests from the chat</source>
            <translation>Отпустить гостей из чата</translation>
        </message>
        <message>
            <source>Rename the group</source>
            <translation>Переименовать группу</translation>
        </message>
        <message>
            <source>Retype the draft in the other keyboard layout</source>
            <translation>Исправить раскладку набранного текста</translation>
        </message>
        <message>
            <source>Save the conversation as a file</source>
            <translation>Сохранить переписку в файл</translation>
        </message>
        <message>
            <source>Save the draft, or what is selected in it, as a template</source>
            <translation>Сохранить черновик или выделенное в нём как шаблон</translation>
        </message>
        <message>
            <source>Save the note</source>
            <translation>Сохранить заметку</translation>
        </message>
        <message>
            <source>Search all conversations</source>
            <translation>Искать во всей переписке</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>Искать везде</translation>
        </message>
        <message>
            <source>Search the knowledge base</source>
            <translation>Искать в базе знаний</translation>
        </message>
        <message>
            <source>Send despite a warning</source>
            <translation>Отправить, несмотря на предупреждение</translation>
        </message>
        <message>
            <source>Send the reply; in an empty draft, send a waiting reply now</source>
            <translation>Отправить ответ; в пустом поле — сразу отправить то, что ещё ждёт</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Show earlier conversations</source>
            <translation>Показать прошлые чаты</translation>
        </message>
        <message>
            <source>Show me around</source>
            <translation>Показать, что где находится</translation>
        </message>
        <message>
            <source>Show or hide the side panel</source>
            <translation>Показать или скрыть боковую панель</translation>
        </message>
        <message>
            <source>Show the chats that were not reopened</source>
            <translation>Показать чаты, которые не открылись после сбоя</translation>
        </message>
        <message>
            <source>Show the subscriber</source>
            <translation>Показать абонента</translation>
        </message>
        <message>
            <source>Show the whole number</source>
            <translation>Показать номер целиком</translation>
        </message>
        <message>
            <source>Start a group of colleagues</source>
            <translation>Создать группу коллег</translation>
        </message>
        <message>
            <source>Start a new line in a reply</source>
            <translation>Начать новую строку в ответе</translation>
        </message>
        <message>
            <source>Suggest spellings of the word at the cursor</source>
            <translation>Подсказать написание слова под курсором</translation>
        </message>
        <message>
            <source>Switch between reply and note</source>
            <translation>Переключить ответ и заметку</translation>
        </message>
        <message>
            <source>Tabs, panes and windows</source>
            <translation>Вкладки и окна чатов</translation>
        </message>
        <message>
            <source>Take the chat over</source>
            <translation>Забрать чат</translation>
        </message>
        <message>
            <source>Take the chat that waits longest</source>
            <translation>Взять чат, который ждёт дольше всех</translation>
        </message>
        <message>
            <source>Take the offered chat</source>
            <translation>Взять предложенный чат</translation>
        </message>
        <message>
            <source>Tell why somebody was asked, or why somebody waits</source>
            <translation>Показать, почему выбран оператор или почему чат ждёт</translation>
        </message>
        <message>
            <source>Translate the message, or hide its translation</source>
            <translation>Перевести сообщение или убрать перевод</translation>
        </message>
        <message>
            <source>Undo sending</source>
            <translation>Отменить отправку</translation>
        </message>
        <message>
            <source>Undo sending, in a draft</source>
            <translation>Отменить отправку (в поле ответа)</translation>
        </message>
        <message>
            <source>Whisper to who answers</source>
            <translation>Шепнуть тому, кто отвечает</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Окно</translation>
        </message>
        <message>
            <source>Withdraw the offer to pass the chat on</source>
            <translation>Отозвать передачу чата</translation>
        </message>
        <message>
            <source>Write to a colleague</source>
            <translation>Написать коллеге</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Набор текста</translation>
        </message>
    </context>
    <context>
        <name>Composer</name>
        <message numerus="yes">
            <source>%n character(s) left</source>
            <translation>
                <numerusform>остался %n символ</numerusform>
                <numerusform>осталось %n символа</numerusform>
                <numerusform>осталось %n символов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n character(s) too many</source>
            <translation>
                <numerusform>лишний %n символ</numerusform>
                <numerusform>лишние %n символа</numerusform>
                <numerusform>лишних %n символов</numerusform>
            </translation>
        </message>
        <message>
            <source>A message to {names}</source>
            <translation>Сообщение: {names}</translation>
        </message>
        <message>
            <source>A note for colleagues</source>
            <translation>Заметка для коллег</translation>
        </message>
        <message>
            <source>A reply to the subscriber</source>
            <translation>Ответ абоненту</translation>
        </message>
        <message>
            <source>Add “{word}” to my words</source>
            <translation>Добавить «{word}» в мои слова</translation>
        </message>
        <message>
            <source>COLLEAGUES · to {names}, no subscriber sees it</source>
            <translation>КОЛЛЕГИ · {names}; абоненты этого не видят</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Cancel editing the message</source>
            <translation>Отмена правки сообщения</translation>
        </message>
        <message>
            <source>Cancel editing the note</source>
            <translation>Отмена правки заметки</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Исправить</translation>
        </message>
        <message>
            <source>Editing the message</source>
            <translation>Правка сообщения</translation>
        </message>
        <message>
            <source>Editing the note</source>
            <translation>Правка заметки</translation>
        </message>
        <message>
            <source>Enter: insert · Esc: close</source>
            <translation>Enter — вставить · Esc — закрыть</translation>
        </message>
        <message>
            <source>Enter: new line</source>
            <translation>Enter — новая строка</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Nothing to suggest</source>
            <translation>Вариантов нет</translation>
        </message>
        <message>
            <source>Only colleagues see it</source>
            <translation>Видна только коллегам</translation>
        </message>
        <message>
            <source>Pasted {kept} of {whole} characters</source>
            <translation>Вставлено символов: {kept} из {whole}</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответ</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Save anyway</source>
            <translation>Всё равно сохранить</translation>
        </message>
        <message>
            <source>Save as a template…</source>
            <translation>Сохранить как шаблон…</translation>
        </message>
        <message>
            <source>Save note</source>
            <translation>Сохранить заметку</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message>
            <source>Send anyway</source>
            <translation>Всё равно отправить</translation>
        </message>
        <message>
            <source>Shift+Enter: new line</source>
            <translation>Shift+Enter — новая строка</translation>
        </message>
        <message>
            <source>Spelling</source>
            <translation>Правописание</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>Write to</source>
            <translation>Кому пишем</translation>
        </message>
        <message>
            <source>article</source>
            <translation>статья</translation>
        </message>
    </context>
    <context>
        <name>Day</name>
        <message numerus="yes">
            <source>%n given back</source>
            <translation>
                <numerusform>%n возвращён</numerusform>
                <numerusform>%n возвращено</numerusform>
                <numerusform>%n возвращено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n passed on</source>
            <translation>
                <numerusform>%n передан</numerusform>
                <numerusform>%n передано</numerusform>
                <numerusform>%n передано</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n rated</source>
            <translation>
                <numerusform>%n оценка</numerusform>
                <numerusform>%n оценки</numerusform>
                <numerusform>%n оценок</numerusform>
            </translation>
        </message>
        <message>
            <source>9 of 10 within {time}</source>
            <translation>9 из 10 — до {time}</translation>
        </message>
        <message>
            <source>Chats finished</source>
            <translation>Завершено чатов</translation>
        </message>
        <message>
            <source>Chats that you finished. Those you passed on or gave back are counted apart.</source>
            <translation>Чаты, которые вы завершили. Переданные и возвращённые считаются отдельно.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>First answer</source>
            <translation>Первый ответ</translation>
        </message>
        <message>
            <source>From taking a chat to finishing it, without its time on hold; the median.</source>
            <translation>От взятия чата до завершения, без времени на удержании; медиана.</translation>
        </message>
        <message>
            <source>From taking a chat to your first message in it; the median.</source>
            <translation>От взятия чата до вашего первого сообщения в нём; медиана.</translation>
        </message>
        <message>
            <source>Go online and take a chat: your figures will appear here.</source>
            <translation>Выйдите на линию и возьмите чат — цифры появятся здесь.</translation>
        </message>
        <message>
            <source>Handling</source>
            <translation>Обработка</translation>
        </message>
        <message>
            <source>How long subscribers had waited for an answer when you took their chats.</source>
            <translation>Сколько абоненты прождали ответа к моменту, когда вы взяли их чаты.</translation>
        </message>
        <message>
            <source>My day</source>
            <translation>Мой день</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Нет связи</translation>
        </message>
        <message>
            <source>Nothing yet</source>
            <translation>Пока пусто</translation>
        </message>
        <message>
            <source>Period</source>
            <translation>Период</translation>
        </message>
        <message>
            <source>Point at a figure, or go to it with Tab, to see how it is counted.</source>
            <translation>Наведите на показатель или перейдите к нему клавишей Tab — здесь будет сказано, как он считается.</translation>
        </message>
        <message>
            <source>Presence</source>
            <translation>Статусы</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Оценка</translation>
        </message>
        <message>
            <source>Seven days</source>
            <translation>Семь дней</translation>
        </message>
        <message>
            <source>The figures are being loaded</source>
            <translation>Показатели загружаются</translation>
        </message>
        <message>
            <source>The figures could not be loaded</source>
            <translation>Не удалось получить показатели</translation>
        </message>
        <message>
            <source>The stars of all rated chats together, divided by how many were rated.</source>
            <translation>Сумма звёзд всех оценённых чатов, делённая на их число.</translation>
        </message>
        <message>
            <source>Time in each presence</source>
            <translation>Время в каждом статусе</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Waited for you</source>
            <translation>Ждали вас</translation>
        </message>
        <message>
            <source>Your figures are kept on the server and will be back with the connection.</source>
            <translation>Показатели хранятся на сервере и появятся, как только вернётся связь.</translation>
        </message>
        <message>
            <source>nobody has rated yet</source>
            <translation>оценок пока нет</translation>
        </message>
        <message>
            <source>{passed_on} (in outline)</source>
            <translation>{passed_on} (контуром)</translation>
        </message>
    </context>
    <context>
        <name>DayJump</name>
        <message>
            <source>Close the notice</source>
            <translation>Закрыть уведомление</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Дата</translation>
        </message>
        <message>
            <source>Go</source>
            <translation>Перейти</translation>
        </message>
        <message>
            <source>Go to a date</source>
            <translation>Перейти к дате</translation>
        </message>
        <message>
            <source>Loading older messages, back to {day} so far…</source>
            <translation>Загружаются более ранние сообщения, сейчас — до {day}…</translation>
        </message>
        <message>
            <source>Nothing has been said here yet.</source>
            <translation>Здесь ещё ничего не написано.</translation>
        </message>
        <message>
            <source>Nothing here is older</source>
            <translation>Раньше здесь ничего нет</translation>
        </message>
        <message>
            <source>Nothing was said on that day</source>
            <translation>В этот день ничего не писали</translation>
        </message>
        <message>
            <source>Nothing was said on {day} or later; the last entry is of {last}.</source>
            <translation>{day} и позже ничего не писали; последняя запись — {last}.</translation>
        </message>
        <message>
            <source>Write a date, for example 2 December or 2.12.</source>
            <translation>Введите дату, например «2 декабря» или «2.12».</translation>
        </message>
        <message>
            <source>You asked for {day}; the next message is of {found}.</source>
            <translation>Вы выбрали {day}; следующее сообщение — {found}.</translation>
        </message>
    </context>
    <context>
        <name>Demo</name>
        <message>
            <source>The demo’s server has stopped</source>
            <translation>Сервер демонстрации остановился</translation>
        </message>
        <message>
            <source>There is nobody left to answer. Quit and start the demo again.</source>
            <translation>Отвечать больше некому. Закройте Пульт и запустите демонстрацию снова.</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Close the notice</source>
            <translation>Закрыть уведомление</translation>
        </message>
        <message>
            <source>Go online</source>
            <translation>Выйти на линию</translation>
        </message>
        <message>
            <source>New chats appear on the left.</source>
            <translation>Новые чаты появятся слева.</translation>
        </message>
        <message>
            <source>New chats appear on the left. Press {keys} to take one.</source>
            <translation>Новые чаты появятся слева. {keys} — взять чат.</translation>
        </message>
        <message>
            <source>No chat is open</source>
            <translation>Ни один чат не открыт</translation>
        </message>
        <message>
            <source>No chats come to you until you are online.</source>
            <translation>Пока вы не на линии, новые чаты вам не приходят.</translation>
        </message>
        <message>
            <source>Nobody is waiting</source>
            <translation>Никто не ждёт</translation>
        </message>
        <message>
            <source>Open one of your chats first.</source>
            <translation>Сначала откройте свой чат.</translation>
        </message>
        <message>
            <source>Pult</source>
            <translation>Пульт</translation>
        </message>
        <message>
            <source>Somebody is waiting.</source>
            <translation>В очереди ждут.</translation>
        </message>
        <message>
            <source>Somebody is waiting. Press {keys} to take whoever has waited longest.</source>
            <translation>В очереди ждут. {keys} — взять того, кто ждёт дольше всех.</translation>
        </message>
        <message>
            <source>Something went wrong in Pult</source>
            <translation>В Пульте произошла ошибка</translation>
        </message>
        <message>
            <source>That did not work</source>
            <translation>Не получилось</translation>
        </message>
        <message>
            <source>There is nowhere to insert it</source>
            <translation>Вставить некуда</translation>
        </message>
        <message>
            <source>What you wrote is kept. If it happens again, tell your lead.</source>
            <translation>Написанное сохранено. Если это повторится, сообщите старшему смены.</translation>
        </message>
        <message>
            <source>What you wrote is only in memory. Do not close Pult yet.</source>
            <translation>Написанное пока только в памяти: не закрывайте Пульт.</translation>
        </message>
        <message>
            <source>Whoever writes appears on the left.</source>
            <translation>Те, кто напишет, появятся слева.</translation>
        </message>
        <message>
            <source>Your role only reads chats and does not answer them.</source>
            <translation>Ваша роль позволяет читать чаты, но не отвечать.</translation>
        </message>
    </context>
    <context>
        <name>Dialog</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
    </context>
    <context>
        <name>Disk</name>
        <message>
            <source>Drafts on this computer could not be read</source>
            <translation>Не удалось прочитать черновики на этом компьютере</translation>
        </message>
        <message>
            <source>Got it</source>
            <translation>Понятно</translation>
        </message>
        <message>
            <source>Nothing is deleted. Show the file to whoever helps you: {path}</source>
            <translation>Ничего не удалено. Покажите файл тому, кто вам помогает: {path}</translation>
        </message>
        <message>
            <source>Pult cannot save to this computer’s disk</source>
            <translation>Пульт не может сохранять на диск этого компьютера</translation>
        </message>
        <message>
            <source>What you write now is only in memory. Free some space, and do not close Pult until this message goes away.</source>
            <translation>То, что вы пишете, пока только в памяти. Освободите место и не закрывайте Пульт, пока видно это сообщение.</translation>
        </message>
    </context>
    <context>
        <name>Doubts</name>
        <message>
            <source>The subscriber writes in English, and this text is in another language.</source>
            <translation>Абонент пишет на английском, а ответ — на другом языке.</translation>
        </message>
        <message>
            <source>The subscriber writes in Russian, and this text is in another language.</source>
            <translation>Абонент пишет на русском, а ответ — на другом языке.</translation>
        </message>
        <message>
            <source>The subscriber writes in another language.</source>
            <translation>Абонент пишет на другом языке.</translation>
        </message>
        <message>
            <source>This is a card number: it does not belong in a chat.</source>
            <translation>Здесь номер карты: в чате ему не место.</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>{names} are not filled in.</source>
            <translation>Не заполнены поля: {names}.</translation>
        </message>
        <message>
            <source>{name} is not filled in.</source>
            <translation>Поле {name} не заполнено.</translation>
        </message>
        <message>
            <source>{number} is another subscriber’s number.</source>
            <translation>{number} — номер другого абонента.</translation>
        </message>
        <message>
            <source>“{word}” is a word for colleagues only.</source>
            <translation>Слово «{word}» — не для абонентов.</translation>
        </message>
    </context>
    <context>
        <name>Emoji</name>
        <message>
            <source>Emoji</source>
            <translation>Эмодзи</translation>
        </message>
        <message>
            <source>Find an emoji</source>
            <translation>Найти эмодзи</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Search by name</source>
            <translation>Поиск по названию</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>A web page answers in place of the server. Sign in to this network in a browser, or check the address. Nothing was sent; what you wrote is safe here.</source>
            <translation>Вместо сервера отвечает сайт. Войдите в эту сеть через браузер или проверьте адрес. Ничего не отправлено; написанное сохранено здесь.</translation>
        </message>
        <message>
            <source>All your places are taken: finish a chat first.</source>
            <translation>Свободных мест нет: сначала завершите чат.</translation>
        </message>
        <message>
            <source>Another program answers at this address, or a server without encryption. Check the address and its port. Nothing was sent; what you wrote is safe here.</source>
            <translation>По этому адресу отвечает другая программа или сервер без шифрования. Проверьте адрес и порт. Ничего не отправлено; написанное сохранено здесь.</translation>
        </message>
        <message>
            <source>Connection not trusted</source>
            <translation>Соединению нельзя доверять</translation>
        </message>
        <message>
            <source>No server there</source>
            <translation>Это не сервер</translation>
        </message>
        <message>
            <source>Pult cannot save to this computer’s disk. Free some space and try again.</source>
            <translation>Пульт не может сохранять на диск этого компьютера. Освободите место и повторите.</translation>
        </message>
        <message>
            <source>Say why: this is recorded with a reason.</source>
            <translation>Укажите причину: действие записывается вместе с ней.</translation>
        </message>
        <message>
            <source>Signed out</source>
            <translation>Сеанс окончен</translation>
        </message>
        <message>
            <source>Somebody else has changed it meanwhile. Nothing was done: look at it and try again.</source>
            <translation>Пока вы работали, это уже изменили. Действие не выполнено: посмотрите и повторите.</translation>
        </message>
        <message>
            <source>The certificate belongs to another server. Check the address, and do not use networks you do not know. Nothing was sent.</source>
            <translation>Сертификат выдан другому серверу. Проверьте адрес и не работайте через незнакомые сети. Ничего не отправлено.</translation>
        </message>
        <message>
            <source>The chat ended too long ago to be gone on with.</source>
            <translation>Чат закончился слишком давно: продолжить его нельзя.</translation>
        </message>
        <message>
            <source>The chat has changed hands meanwhile. Nothing was done.</source>
            <translation>Чат уже у другого оператора. Действие не выполнено.</translation>
        </message>
        <message>
            <source>The chat has changed meanwhile. Nothing was done: look at it and try again.</source>
            <translation>Состояние чата уже изменилось. Действие не выполнено: посмотрите и повторите.</translation>
        </message>
        <message>
            <source>The chat has not loaded yet. Try again in a moment.</source>
            <translation>Чат ещё не загрузился. Повторите через пару секунд.</translation>
        </message>
        <message>
            <source>The login or the password is wrong.</source>
            <translation>Неверный логин или пароль.</translation>
        </message>
        <message>
            <source>The proxy in the settings of this computer cannot be used: it has to be one with an address like http://proxy:3128. Tell your administrator. What you wrote is safe here.</source>
            <translation>Прокси из настроек этого компьютера не подходит: нужен такой, у которого адрес вида http://proxy:3128. Скажите администратору. Написанное сохранено здесь.</translation>
        </message>
        <message>
            <source>The proxy is in the way</source>
            <translation>Мешает прокси</translation>
        </message>
        <message>
            <source>The proxy of this network lets no connection to the server through. Tell your administrator: it may want a password. Nothing was sent; what you wrote is safe here.</source>
            <translation>Прокси этой сети не пропускает соединение с сервером. Скажите администратору: возможно, прокси ждёт пароль. Ничего не отправлено; написанное сохранено здесь.</translation>
        </message>
        <message>
            <source>The queue asks for an outcome, or for a date to come back to it.</source>
            <translation>Очередь требует указать итог или дату, когда вернуться к чату.</translation>
        </message>
        <message>
            <source>The server has failed. Nothing was done: try again. If it happens again, tell your lead this number: {incident}.</source>
            <translation>Ошибка на сервере. Действие не выполнено: повторите. Если не поможет, сообщите старшему смены номер ошибки: {incident}.</translation>
        </message>
        <message>
            <source>The server has failed. Try again. If it happens again, tell your lead this number: {incident}.</source>
            <translation>Ошибка на сервере. Повторите. Если не поможет, сообщите старшему смены номер ошибки: {incident}.</translation>
        </message>
        <message>
            <source>The server is busy. Nothing was done, and nothing is lost: try again in a minute.</source>
            <translation>Сервер перегружен. Действие не выполнено, но ничего не потеряно: повторите через минуту.</translation>
        </message>
        <message>
            <source>The server is busy. Try again in a minute.</source>
            <translation>Сервер перегружен. Повторите через минуту.</translation>
        </message>
        <message>
            <source>The server refused this ({code}).</source>
            <translation>Сервер ответил отказом ({code}).</translation>
        </message>
        <message>
            <source>The server’s certificate has expired. If the date and time of this computer ({now}) are right, tell your administrator. Nothing was sent.</source>
            <translation>Срок сертификата сервера истёк. Если дата и время на этом компьютере ({now}) верны, сообщите администратору. Ничего не отправлено.</translation>
        </message>
        <message>
            <source>The server’s certificate is not trusted: this may be an impostor. Nothing was sent. Tell your administrator.</source>
            <translation>Сертификат сервера не вызывает доверия: возможно, это чужой сервер. Ничего не отправлено. Сообщите администратору.</translation>
        </message>
        <message>
            <source>The server’s certificate is not valid yet: check the date and time of this computer ({now}). Nothing was sent.</source>
            <translation>Сертификат сервера ещё не начал действовать: проверьте дату и время на этом компьютере ({now}). Ничего не отправлено.</translation>
        </message>
        <message>
            <source>The subscriber has written meanwhile. Nothing was done: read it first.</source>
            <translation>Абонент успел написать ещё. Действие не выполнено: сначала прочтите.</translation>
        </message>
        <message>
            <source>The versions of the server and Pult are incompatible. Update Pult, or tell your administrator. What you wrote is safe here.</source>
            <translation>Версии сервера и Пульта несовместимы. Обновите Пульт или сообщите администратору. Написанное сохранено здесь.</translation>
        </message>
        <message>
            <source>There are {limit} templates of this kind already: delete one first.</source>
            <translation>Таких шаблонов уже {limit}: сначала удалите один.</translation>
        </message>
        <message>
            <source>There is no connection to the server. Try again later.</source>
            <translation>Нет связи с сервером. Попробуйте позже.</translation>
        </message>
        <message>
            <source>These rules do not fit together. Nothing is changed: {field}.</source>
            <translation>Правила не сходятся между собой. Ничего не изменено: {field}.</translation>
        </message>
        <message>
            <source>This is no longer there, or you have no access to it.</source>
            <translation>Этого уже нет, или у вас нет доступа.</translation>
        </message>
        <message>
            <source>This is not a file of keys saved by Pult. Your keys are as they were.</source>
            <translation>Это не файл клавиш, сохранённый Пультом. Ваши клавиши остались прежними.</translation>
        </message>
        <message>
            <source>This is not a file of templates saved by Pult, or it is damaged. Nothing is changed.</source>
            <translation>Это не файл шаблонов, сохранённый Пультом, или он повреждён. Ничего не изменилось.</translation>
        </message>
        <message>
            <source>This is not an address of a server. Write it as “desk.example.com” or “host:port”; without encryption only this very computer can be reached.</source>
            <translation>Это не адрес сервера. Пишите так: «desk.example.com» или «узел:порт»; без шифрования доступен только этот компьютер.</translation>
        </message>
        <message>
            <source>To go on, sign in again. Nothing you wrote is lost.</source>
            <translation>Чтобы продолжить, войдите снова. Написанное не потеряно.</translation>
        </message>
        <message>
            <source>Too many wrong passwords. Try again in {time}.</source>
            <translation>Слишком много неверных паролей. Попробуйте через {time}.</translation>
        </message>
        <message>
            <source>Version mismatch</source>
            <translation>Версии не совпадают</translation>
        </message>
        <message>
            <source>Your role does not allow this.</source>
            <translation>Ваша роль этого не разрешает.</translation>
        </message>
        <message>
            <source>“{name}” cannot be read on this computer.</source>
            <translation>Не удаётся прочитать файл «{name}» на этом компьютере.</translation>
        </message>
        <message>
            <source>“{name}” does not fit: a message takes {limit} files.</source>
            <translation>«{name}» уже не поместится: в одном сообщении — не больше {limit} файлов.</translation>
        </message>
        <message>
            <source>“{name}” has too many pixels. Make the picture smaller and try again.</source>
            <translation>В картинке «{name}» слишком много пикселей. Уменьшите её и попробуйте снова.</translation>
        </message>
        <message>
            <source>“{name}” is empty or damaged.</source>
            <translation>Файл «{name}» пуст или повреждён.</translation>
        </message>
        <message>
            <source>“{name}” is of a kind that cannot be sent. Pictures, PDF, office documents, plain text and recordings can.</source>
            <translation>Файлы такого типа, как «{name}», отправить нельзя. Можно картинки, PDF, документы, простой текст и записи.</translation>
        </message>
        <message>
            <source>“{name}” is too large: a file may have {limit} at most.</source>
            <translation>Файл «{name}» слишком велик: можно не больше {limit}.</translation>
        </message>
    </context>
    <context>
        <name>Events</name>
        <message>
            <source>Agent</source>
            <translation>Оператор</translation>
        </message>
        <message>
            <source>Another chat of the subscriber goes on here</source>
            <translation>Здесь продолжается другой чат этого абонента</translation>
        </message>
        <message>
            <source>Declined; back in the queue “{queue}”</source>
            <translation>Отклонён, снова в очереди «{queue}»</translation>
        </message>
        <message>
            <source>Finished by {name}: {outcome}</source>
            <translation>{name} завершает чат: {outcome}</translation>
        </message>
        <message>
            <source>Finished by {name}: {outcome}. {comment}</source>
            <translation>{name} завершает чат: {outcome}. {comment}</translation>
        </message>
        <message>
            <source>Finished: {outcome}</source>
            <translation>Завершён: {outcome}</translation>
        </message>
        <message>
            <source>Given back to the queue “{queue}”</source>
            <translation>Снова в очереди «{queue}»</translation>
        </message>
        <message>
            <source>Goes on in another chat of the subscriber</source>
            <translation>Продолжается в другом чате этого абонента</translation>
        </message>
        <message>
            <source>Guest {guest} left</source>
            <translation>Гость {guest} выходит из чата</translation>
        </message>
        <message>
            <source>It was to be solved by now</source>
            <translation>Срок решения вышел</translation>
        </message>
        <message>
            <source>No longer on hold</source>
            <translation>Снят с удержания</translation>
        </message>
        <message>
            <source>Not accepted in time; back in the queue “{queue}”</source>
            <translation>Не взят вовремя, снова в очереди «{queue}»</translation>
        </message>
        <message>
            <source>Offered to {name}</source>
            <translation>Чат предложен оператору ({name})</translation>
        </message>
        <message>
            <source>Offered, but not accepted: {names}</source>
            <translation>Предложение без ответа: {names}</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>На удержании</translation>
        </message>
        <message>
            <source>On hold until {time}</source>
            <translation>На удержании до {time}</translation>
        </message>
        <message>
            <source>Passed to the queue “{queue}”, which can take more</source>
            <translation>Передан в очередь «{queue}»: там могут принять</translation>
        </message>
        <message>
            <source>Rated {stars} of 5</source>
            <translation>Оценка {stars} из 5</translation>
        </message>
        <message>
            <source>Rated {stars} of 5: “{comment}”</source>
            <translation>Оценка {stars} из 5: «{comment}»</translation>
        </message>
        <message>
            <source>Robot</source>
            <translation>Робот</translation>
        </message>
        <message>
            <source>Subscriber</source>
            <translation>Абонент</translation>
        </message>
        <message>
            <source>Summed up by {name}: {outcome}</source>
            <translation>Итог от {name}: {outcome}</translation>
        </message>
        <message>
            <source>Summed up by {name}: {outcome}. {comment}</source>
            <translation>Итог от {name}: {outcome}. {comment}</translation>
        </message>
        <message>
            <source>System</source>
            <translation>Система</translation>
        </message>
        <message>
            <source>The answer is late</source>
            <translation>Ответ опаздывает</translation>
        </message>
        <message>
            <source>The chat is finished</source>
            <translation>Чат завершён</translation>
        </message>
        <message>
            <source>The date has come; waits in “{queue}”</source>
            <translation>Пришло время вернуться; ждёт в очереди «{queue}»</translation>
        </message>
        <message>
            <source>The first answer is late</source>
            <translation>Первый ответ опоздал</translation>
        </message>
        <message>
            <source>The offer was not answered in time</source>
            <translation>На предложение не ответили вовремя</translation>
        </message>
        <message>
            <source>The robot called for a person; waits in “{queue}”</source>
            <translation>Робот передал чат людям; ждёт в очереди «{queue}»</translation>
        </message>
        <message>
            <source>The subscriber asked for a call: {time}</source>
            <translation>Абонент попросил перезвонить: {time}</translation>
        </message>
        <message>
            <source>The subscriber closed the chat</source>
            <translation>Абонент закрыл чат</translation>
        </message>
        <message>
            <source>The subscriber goes on: the chat stays open</source>
            <translation>Абонент продолжает разговор: чат остаётся открытым</translation>
        </message>
        <message>
            <source>The subscriber is to be called; waits in “{queue}”</source>
            <translation>Пора перезвонить абоненту; ждёт в очереди «{queue}»</translation>
        </message>
        <message>
            <source>The subscriber wrote again; waits in “{queue}”</source>
            <translation>Абонент написал снова; ждёт в очереди «{queue}»</translation>
        </message>
        <message>
            <source>The subscriber wrote again; {name} answers on</source>
            <translation>Абонент написал снова; отвечает по-прежнему {name}</translation>
        </message>
        <message>
            <source>The time for an answer is nearly over</source>
            <translation>Время ответа почти вышло</translation>
        </message>
        <message>
            <source>The time for the first answer is nearly over</source>
            <translation>Время первого ответа почти вышло</translation>
        </message>
        <message>
            <source>The time to solve it is nearly over</source>
            <translation>Время решения почти вышло</translation>
        </message>
        <message>
            <source>The time to sum up is over</source>
            <translation>Время на итог истекло</translation>
        </message>
        <message>
            <source>To come back to it: {time}</source>
            <translation>Вернуться к чату: {time}</translation>
        </message>
        <message>
            <source>Waits in the queue “{queue}”</source>
            <translation>Ждёт в очереди «{queue}»</translation>
        </message>
        <message>
            <source>Waits in the queue “{queue}” again, in its old place</source>
            <translation>Снова в очереди «{queue}», на прежнем месте</translation>
        </message>
        <message>
            <source>Waits in the queue “{queue}” now, in its old place</source>
            <translation>Теперь ждёт в очереди «{queue}», место сохранено</translation>
        </message>
        <message>
            <source>{name} accepted the chat</source>
            <translation>{name} принимает чат</translation>
        </message>
        <message>
            <source>{name} added {people}</source>
            <translation>{name} добавляет: {people}</translation>
        </message>
        <message>
            <source>{name} declined</source>
            <translation>{name} отказывается от чата</translation>
        </message>
        <message>
            <source>{name} declined: {reason}</source>
            <translation>{name} отказывается от чата: {reason}</translation>
        </message>
        <message>
            <source>{name} deleted a message. It was: “{text}”</source>
            <translation>{name} удаляет сообщение. Было: «{text}»</translation>
        </message>
        <message>
            <source>{name} deleted a note. It was: “{text}”</source>
            <translation>{name} удаляет заметку. Было: «{text}»</translation>
        </message>
        <message>
            <source>{name} did not accept in time; the chat stays with {keeper}</source>
            <translation>{name} не отвечает вовремя, чат дальше ведёт {keeper}</translation>
        </message>
        <message>
            <source>{name} did not accept: {reason}. The chat stays with {keeper}</source>
            <translation>{name} не принимает чат: {reason}. Дальше его ведёт {keeper}</translation>
        </message>
        <message>
            <source>{name} did not accept; the chat stays with {keeper}</source>
            <translation>{name} не принимает чат, дальше его ведёт {keeper}</translation>
        </message>
        <message>
            <source>{name} edited a message. It was: “{text}”</source>
            <translation>{name} меняет сообщение. Было: «{text}»</translation>
        </message>
        <message>
            <source>{name} edited a note. It was: “{text}”</source>
            <translation>{name} меняет заметку. Было: «{text}»</translation>
        </message>
        <message>
            <source>{name} gave the chat back</source>
            <translation>{name} возвращает чат в очередь</translation>
        </message>
        <message>
            <source>{name} gave the chat back: {reason}</source>
            <translation>{name} возвращает чат в очередь: {reason}</translation>
        </message>
        <message>
            <source>{name} gave the chat to the queue “{queue}”</source>
            <translation>{name} передаёт чат в очередь «{queue}»</translation>
        </message>
        <message>
            <source>{name} gave the chat to {to}</source>
            <translation>{name} передаёт чат: {to}</translation>
        </message>
        <message>
            <source>{name} got the chat at once</source>
            <translation>Чат сразу назначен: {name}</translation>
        </message>
        <message>
            <source>{name} invited {guest} to the chat</source>
            <translation>{name} зовёт в чат гостя ({guest})</translation>
        </message>
        <message>
            <source>{name} invited {guest} to the chat: “{why}”</source>
            <translation>{name} зовёт в чат гостя ({guest}): «{why}»</translation>
        </message>
        <message>
            <source>{name} is finishing the chat, until {time}</source>
            <translation>{name} завершает чат, в {time} он закроется</translation>
        </message>
        <message>
            <source>{name} is finishing the chat, until {time}: {outcome}</source>
            <translation>{name} завершает чат, в {time} он закроется: {outcome}</translation>
        </message>
        <message>
            <source>{name} is finishing the chat, until {time}: {outcome}. {comment}</source>
            <translation>{name} завершает чат, в {time} он закроется: {outcome}. {comment}</translation>
        </message>
        <message>
            <source>{name} left the chat open</source>
            <translation>{name} оставляет чат открытым</translation>
        </message>
        <message>
            <source>{name} left the group</source>
            <translation>{name} выходит из группы</translation>
        </message>
        <message>
            <source>{name} lost the connection at {time} and did not come back</source>
            <translation>{name}: связь пропала в {time} и не вернулась</translation>
        </message>
        <message>
            <source>{name} named the group “{group}”</source>
            <translation>{name} называет группу «{group}»</translation>
        </message>
        <message>
            <source>{name} offered to pass the chat on to {to}: “{note}”</source>
            <translation>{name} предлагает чат коллеге ({to}): «{note}»</translation>
        </message>
        <message>
            <source>{name} passed the chat on to the topic “{topic}”: “{note}”</source>
            <translation>{name} передаёт чат в тему «{topic}»: «{note}»</translation>
        </message>
        <message>
            <source>{name} removed guest {guest}</source>
            <translation>{name} отпускает гостя ({guest})</translation>
        </message>
        <message>
            <source>{name} settled the question</source>
            <translation>{name} отмечает: вопрос решён</translation>
        </message>
        <message>
            <source>{name} started a chat: {topic}</source>
            <translation>{name} начинает чат на тему «{topic}»</translation>
        </message>
        <message>
            <source>{name} started the group “{group}” with {people}</source>
            <translation>{name} создаёт группу «{group}»: {people}</translation>
        </message>
        <message>
            <source>{name} started the talk</source>
            <translation>{name} начинает разговор</translation>
        </message>
        <message>
            <source>{name} took the chat from the queue</source>
            <translation>{name} берёт чат из очереди</translation>
        </message>
        <message>
            <source>{name} took the chat over</source>
            <translation>Чат теперь ведёт {name}</translation>
        </message>
        <message>
            <source>{name} took the chat over from {was}</source>
            <translation>{name} забирает чат, до этого отвечал: {was}</translation>
        </message>
        <message>
            <source>{name} withdrew the offer of the chat to {to}</source>
            <translation>{name} отзывает чат, предложенный коллеге ({to})</translation>
        </message>
        <message>
            <source>{name} writes here no more</source>
            <translation>{name} здесь больше не пишет</translation>
        </message>
        <message>
            <source>{name} writes here too, as a lead</source>
            <translation>{name} тоже пишет здесь, как руководитель</translation>
        </message>
    </context>
    <context>
        <name>Export</name>
        <message>
            <source>No connection: saving will go on from here when it is back</source>
            <translation>Нет связи: когда она вернётся, сохранение продолжится с этого места</translation>
        </message>
        <message>
            <source>PDF (*.pdf)</source>
            <translation>PDF (*.pdf)</translation>
        </message>
        <message>
            <source>Save the conversation</source>
            <translation>Сохранить переписку</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>Текст (*.txt)</translation>
        </message>
        <message>
            <source>The conversation is being saved</source>
            <translation>Переписка сохраняется</translation>
        </message>
        <message>
            <source>The conversation is not saved</source>
            <translation>Переписка не сохранена</translation>
        </message>
        <message>
            <source>The conversation is saved</source>
            <translation>Переписка сохранена</translation>
        </message>
        <message>
            <source>The file could not be written: {reason}</source>
            <translation>Файл не удалось записать: {reason}</translation>
        </message>
        <message>
            <source>You stopped saving; no file was written.</source>
            <translation>Вы остановили сохранение; файл не записан.</translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message numerus="yes">
            <source>%n byte(s)</source>
            <translation>
                <numerusform>%n байт</numerusform>
                <numerusform>%n байта</numerusform>
                <numerusform>%n байт</numerusform>
            </translation>
        </message>
        <message>
            <source>Cannot be sent here</source>
            <translation>Отправить нельзя</translation>
        </message>
        <message>
            <source>Empty or damaged</source>
            <translation>Пуст или повреждён</translation>
        </message>
        <message>
            <source>File name:</source>
            <translation>Имя файла:</translation>
        </message>
        <message>
            <source>Folder:</source>
            <translation>Папка:</translation>
        </message>
        <message>
            <source>Kind of file:</source>
            <translation>Тип файла:</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Open “{name}”?</source>
            <translation>Открыть «{name}»?</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Save the file</source>
            <translation>Сохранить файл</translation>
        </message>
        <message>
            <source>The file came from outside. Another program of this computer will open it: go on only if you expected it.</source>
            <translation>Файл пришёл извне. Его откроет другая программа этого компьютера: продолжайте, только если вы его ждали.</translation>
        </message>
        <message>
            <source>Too large</source>
            <translation>Слишком велик</translation>
        </message>
        <message>
            <source>Too many files</source>
            <translation>Слишком много файлов</translation>
        </message>
        <message>
            <source>Too many pixels</source>
            <translation>Слишком много пикселей</translation>
        </message>
        <message>
            <source>Type not accepted</source>
            <translation>Такой тип не принимается</translation>
        </message>
        <message>
            <source>file</source>
            <translation>файл</translation>
        </message>
        <message>
            <source>{size} · {share} uploaded</source>
            <translation>{size} · загружено {share}</translation>
        </message>
    </context>
    <context>
        <name>FindBar</name>
        <message>
            <source>Close the search</source>
            <translation>Закрыть поиск</translation>
        </message>
        <message>
            <source>Find in this chat</source>
            <translation>Найти в этом чате</translation>
        </message>
        <message>
            <source>Newer match</source>
            <translation>Позже</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Older match</source>
            <translation>Раньше</translation>
        </message>
        <message>
            <source>Searching…</source>
            <translation>Поиск…</translation>
        </message>
        <message>
            <source>{current} of {count}</source>
            <translation>{current} из {count}</translation>
        </message>
        <message>
            <source>{current} of {count} or more</source>
            <translation>{current} из {count} или больше</translation>
        </message>
    </context>
    <context>
        <name>Finish</name>
        <message>
            <source>Come back to it</source>
            <translation>Вернуться к чату</translation>
        </message>
        <message>
            <source>Comment for colleagues</source>
            <translation>Комментарий для коллег</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Finish</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Finish the chat with {name}?</source>
            <translation>Завершить чат ({name})?</translation>
        </message>
        <message>
            <source>Only colleagues see it</source>
            <translation>Видят только коллеги</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Итог</translation>
        </message>
        <message>
            <source>The subscriber has written: go back and read it first.</source>
            <translation>Абонент написал ещё: вернитесь и сначала прочтите.</translation>
        </message>
        <message>
            <source>The subscriber is typing: wait until he has finished.</source>
            <translation>Абонент печатает: дождитесь, пока закончит.</translation>
        </message>
        <message>
            <source>Topic</source>
            <translation>Тема</translation>
        </message>
        <message>
            <source>What came of the chat with {name}?</source>
            <translation>Чем закончился чат с {name}?</translation>
        </message>
        <message>
            <source>Without an outcome</source>
            <translation>Без итога</translation>
        </message>
        <message>
            <source>Your reply is still being sent: wait until it has gone.</source>
            <translation>Ваш ответ ещё отправляется: дождитесь, пока он уйдёт.</translation>
        </message>
        <message>
            <source>in a week</source>
            <translation>через неделю</translation>
        </message>
        <message>
            <source>in an hour</source>
            <translation>через час</translation>
        </message>
        <message>
            <source>in three days</source>
            <translation>через три дня</translation>
        </message>
        <message>
            <source>in three hours</source>
            <translation>через три часа</translation>
        </message>
        <message>
            <source>not needed</source>
            <translation>не нужно</translation>
        </message>
        <message>
            <source>tomorrow at this time</source>
            <translation>завтра в это же время</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Вчера</translation>
        </message>
        <message>
            <source>less than a minute</source>
            <translation>меньше минуты</translation>
        </message>
        <message>
            <source>{hours} h</source>
            <translation>{hours} ч</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} ч {minutes} мин</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
    </context>
    <context>
        <name>FoundWords</name>
        <message>
            <source>Everywhere</source>
            <translation>Везде</translation>
        </message>
        <message>
            <source>File: {name}</source>
            <translation>Файл: {name}</translation>
        </message>
        <message>
            <source>Found in conversations</source>
            <translation>Найдено в переписке</translation>
        </message>
        <message>
            <source>From {day}</source>
            <translation>С {day}</translation>
        </message>
        <message>
            <source>Look further back</source>
            <translation>Искать более ранние</translation>
        </message>
        <message>
            <source>Narrow the search</source>
            <translation>Уточнить поиск</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Nothing found for “{asked}”. Found for “{found}”:</source>
            <translation>По запросу «{asked}» ничего нет. Найдено по запросу «{found}»:</translation>
        </message>
        <message>
            <source>Search all conversations</source>
            <translation>Искать во всей переписке</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>Идёт поиск</translation>
        </message>
        <message>
            <source>Some of the last minutes’ messages are not in yet.</source>
            <translation>Часть сообщений последних минут ещё не просмотрена.</translation>
        </message>
        <message>
            <source>The search did not work</source>
            <translation>Не удалось выполнить поиск</translation>
        </message>
        <message>
            <source>The search is narrowed to</source>
            <translation>Поиск ограничен</translation>
        </message>
        <message>
            <source>This subscriber</source>
            <translation>Этот абонент</translation>
        </message>
        <message>
            <source>To {day}</source>
            <translation>По {day}</translation>
        </message>
        <message>
            <source>Try fewer words, or a word in another form.</source>
            <translation>Попробуйте меньше слов или другую форму слова.</translation>
        </message>
        <message>
            <source>Try other days, another queue, or fewer words.</source>
            <translation>Попробуйте другие дни, другую очередь или меньше слов.</translation>
        </message>
        <message>
            <source>Where to search</source>
            <translation>Где искать</translation>
        </message>
    </context>
    <context>
        <name>Grid</name>
        <message>
            <source>Chats in view</source>
            <translation>Чаты на экране</translation>
        </message>
        <message>
            <source>Chats in view: {layout}</source>
            <translation>На экране: {layout}</translation>
        </message>
        <message>
            <source>Chats in view: {part}. The window has no room for more; the others are in tabs.</source>
            <translation>На экране чатов: {part}. Больше в это окно не помещается, остальные — во вкладках.</translation>
        </message>
        <message>
            <source>Pane {number} of {count}</source>
            <translation>Место {number} из {count}</translation>
        </message>
        <message>
            <source>Room for one more chat</source>
            <translation>Место для ещё одного чата</translation>
        </message>
        <message>
            <source>The next chat to come appears here. Or choose one yourself.</source>
            <translation>Здесь появится следующий чат. Или выберите его сами.</translation>
        </message>
        <message>
            <source>four chats</source>
            <translation>четыре чата</translation>
        </message>
        <message>
            <source>one chat</source>
            <translation>один чат</translation>
        </message>
        <message>
            <source>six chats</source>
            <translation>шесть чатов</translation>
        </message>
        <message>
            <source>two chats</source>
            <translation>два чата</translation>
        </message>
        <message>
            <source>{shown} of {count}</source>
            <translation>{shown} из {count}</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>Earlier conversations</source>
            <translation>Прошлые чаты</translation>
        </message>
        <message>
            <source>Loading</source>
            <translation>Загружается</translation>
        </message>
        <message>
            <source>No earlier conversations</source>
            <translation>Прошлых чатов нет</translation>
        </message>
        <message>
            <source>No subscriber chosen</source>
            <translation>Абонент не выбран</translation>
        </message>
        <message>
            <source>Open a chat to see what the subscriber wrote before.</source>
            <translation>Откройте чат, чтобы увидеть, о чём абонент писал раньше.</translation>
        </message>
        <message>
            <source>Show earlier ones</source>
            <translation>Показать более ранние</translation>
        </message>
        <message>
            <source>The history could not be loaded</source>
            <translation>Не удалось загрузить историю</translation>
        </message>
        <message>
            <source>This is the subscriber’s first message.</source>
            <translation>Абонент пишет впервые.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>going on now</source>
            <translation>идёт сейчас</translation>
        </message>
    </context>
    <context>
        <name>Inbox</name>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n непрочитанное</numerusform>
                <numerusform>%n непрочитанных</numerusform>
                <numerusform>%n непрочитанных</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer to the offer</source>
            <translation>Ответ на предложение</translation>
        </message>
        <message>
            <source>Chats and queues</source>
            <translation>Чаты и очереди</translation>
        </message>
        <message>
            <source>Chats you take appear here.</source>
            <translation>Здесь появятся ваши чаты.</translation>
        </message>
        <message>
            <source>Closing: {text}</source>
            <translation>Закрывается: {text}</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отклонить</translation>
        </message>
        <message>
            <source>Decline the chat with {name}</source>
            <translation>Отклонить чат: {name}</translation>
        </message>
        <message>
            <source>Does not wait any more.</source>
            <translation>Уже не ждёт.</translation>
        </message>
        <message>
            <source>Draft: {text}</source>
            <translation>Черновик: {text}</translation>
        </message>
        <message>
            <source>Guest</source>
            <translation>Гость</translation>
        </message>
        <message>
            <source>Has written nothing yet.</source>
            <translation>Пока ничего не написано.</translation>
        </message>
        <message>
            <source>Inbox</source>
            <translation>Список чатов</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Мои</translation>
        </message>
        <message>
            <source>Nobody has written yet</source>
            <translation>Пока никто не писал</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>Никто не ждёт.</translation>
        </message>
        <message>
            <source>Offer: {name}, {about}</source>
            <translation>Предложение: {name}, {about}</translation>
        </message>
        <message>
            <source>Offered · {count}</source>
            <translation>Предложено · {count}</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>На удержании</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Недавние</translation>
        </message>
        <message>
            <source>Stays unread</source>
            <translation>Останется непрочитанным</translation>
        </message>
        <message>
            <source>Take</source>
            <translation>Взять</translation>
        </message>
        <message>
            <source>Take the chat with {name}</source>
            <translation>Взять чат: {name}</translation>
        </message>
        <message>
            <source>The subscriber has been waiting {wait}</source>
            <translation>Абонент ждёт {wait}</translation>
        </message>
        <message>
            <source>There is no connection to the server</source>
            <translation>Нет связи с сервером</translation>
        </message>
        <message>
            <source>To come back to</source>
            <translation>Вернуться позже</translation>
        </message>
        <message>
            <source>To sum up</source>
            <translation>Подвести итог</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ждут</translation>
        </message>
        <message>
            <source>Waits</source>
            <translation>Ждёт</translation>
        </message>
        <message>
            <source>Why not offered yet?</source>
            <translation>Почему ещё не предложен?</translation>
        </message>
        <message>
            <source>Write to a colleague: {keys}</source>
            <translation>Написать коллеге: {keys}</translation>
        </message>
        <message>
            <source>You: {text}</source>
            <translation>Вы: {text}</translation>
        </message>
        <message>
            <source>longest {wait}</source>
            <translation>дольше всех {wait}</translation>
        </message>
        <message>
            <source>longest {wait} · urgent</source>
            <translation>дольше всех {wait} · срочно</translation>
        </message>
        <message>
            <source>message deleted</source>
            <translation>сообщение удалено</translation>
        </message>
        <message>
            <source>typing…</source>
            <translation>печатает…</translation>
        </message>
        <message>
            <source>waits {wait}</source>
            <translation>ждёт {wait}</translation>
        </message>
        <message>
            <source>{name} is passing it on to you</source>
            <translation>Передаёт {name}</translation>
        </message>
        <message>
            <source>{name} waits {wait}: {text}. Enter takes it</source>
            <translation>{name} ждёт {wait}: {text}. Enter — взять</translation>
        </message>
        <message>
            <source>{name}: {text}. Enter takes it</source>
            <translation>{name}: {text}. Enter — взять</translation>
        </message>
        <message>
            <source>{queue}: {count} waiting, longest {wait}</source>
            <translation>{queue}: ждут {count}, дольше всех {wait}</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>As it was: {command}</source>
            <translation>Вернуть как было: {command}</translation>
        </message>
        <message>
            <source>Click a shortcut, then press the new keys. Esc leaves it as it is.</source>
            <translation>Щёлкните сочетание и нажмите новые клавиши. Esc оставит всё как есть.</translation>
        </message>
        <message>
            <source>Keys loaded from {file}.</source>
            <translation>Клавиши загружены из {file}.</translation>
        </message>
        <message>
            <source>Left out: {names}.</source>
            <translation>Пропущено: {names}.</translation>
        </message>
        <message>
            <source>Load from a file…</source>
            <translation>Загрузить из файла…</translation>
        </message>
        <message>
            <source>Load keys from a file</source>
            <translation>Загрузить клавиши из файла</translation>
        </message>
        <message>
            <source>No keys</source>
            <translation>Без клавиш</translation>
        </message>
        <message>
            <source>Press the keys…</source>
            <translation>Нажмите клавиши…</translation>
        </message>
        <message>
            <source>Reset all</source>
            <translation>Сбросить все</translation>
        </message>
        <message>
            <source>Save the keys</source>
            <translation>Сохранить клавиши</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>Сохранить в файл…</translation>
        </message>
        <message>
            <source>Saved to {file}.</source>
            <translation>Сохранено в {file}.</translation>
        </message>
        <message>
            <source>Taken from “{command}”, which has no keys now.</source>
            <translation>Сочетание взято у команды «{command}», теперь она без клавиш.</translation>
        </message>
        <message>
            <source>The file cannot be read: {reason}</source>
            <translation>Не удалось прочитать файл: {reason}</translation>
        </message>
        <message>
            <source>The file cannot be written: {reason}</source>
            <translation>Не удалось записать файл: {reason}</translation>
        </message>
        <message>
            <source>{keys} is needed for typing. Add Ctrl or Alt.</source>
            <translation>Клавиша {keys} нужна для набора текста. Добавьте Ctrl или Alt.</translation>
        </message>
    </context>
    <context>
        <name>Knowledge</name>
        <message>
            <source>Article</source>
            <translation>Статья</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>Found articles</source>
            <translation>Найденные статьи</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Вставить</translation>
        </message>
        <message>
            <source>Insert answer</source>
            <translation>Вставить ответ</translation>
        </message>
        <message>
            <source>Insert step {number}</source>
            <translation>Вставить шаг {number}</translation>
        </message>
        <message>
            <source>Insert whole</source>
            <translation>Вставить целиком</translation>
        </message>
        <message>
            <source>Knowledge</source>
            <translation>Знания</translation>
        </message>
        <message>
            <source>Most read</source>
            <translation>Чаще всего читают</translation>
        </message>
        <message>
            <source>No articles yet</source>
            <translation>Статей пока нет</translation>
        </message>
        <message>
            <source>No such articles</source>
            <translation>Таких статей нет</translation>
        </message>
        <message>
            <source>Search articles</source>
            <translation>Поиск статей</translation>
        </message>
        <message>
            <source>Suggested articles</source>
            <translation>Подходящие статьи</translation>
        </message>
        <message>
            <source>They are copied to this computer at the first connection.</source>
            <translation>Они загрузятся при первом подключении.</translation>
        </message>
        <message>
            <source>Try other words: fewer, or the subscriber’s own.</source>
            <translation>Попробуйте другие слова: поменьше или те, что сказал абонент.</translation>
        </message>
        <message>
            <source>Updated {day}</source>
            <translation>Обновлено {day}</translation>
        </message>
        <message>
            <source>What is it about?</source>
            <translation>О чём вопрос?</translation>
        </message>
        <message>
            <source>from the last message</source>
            <translation>по последнему сообщению</translation>
        </message>
    </context>
    <context>
        <name>Lead</name>
        <message numerus="yes">
            <source>%n alert(s)</source>
            <translation>
                <numerusform>%n тревога</numerusform>
                <numerusform>%n тревоги</numerusform>
                <numerusform>%n тревог</numerusform>
            </translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Табло</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>On the wall</source>
            <translation>На стену</translation>
        </message>
        <message>
            <source>Pages</source>
            <translation>Страницы</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>A number instead of a name: nobody can tell whose it is.</source>
            <translation>Вместо имени — число: не понять, чей это сайт.</translation>
        </message>
        <message>
            <source>An unusual port is named.</source>
            <translation>Указан необычный порт.</translation>
        </message>
        <message>
            <source>Its letters only look Latin: it may pose as another site.</source>
            <translation>Буквы лишь похожи на латинские: сайт может выдавать себя за другой.</translation>
        </message>
        <message>
            <source>Letters of several alphabets: it may pose as another site.</source>
            <translation>Буквы разных алфавитов: сайт может выдавать себя за другой.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Open this site in the browser?</source>
            <translation>Открыть этот сайт в браузере?</translation>
        </message>
        <message>
            <source>Site: {host}</source>
            <translation>Сайт: {host}</translation>
        </message>
        <message>
            <source>The connection would not be encrypted.</source>
            <translation>Соединение не будет зашифровано.</translation>
        </message>
        <message>
            <source>The message says: {host}</source>
            <translation>В сообщении написано: {host}</translation>
        </message>
        <message>
            <source>What stood before the @ was not the site; it is left out.</source>
            <translation>То, что стояло перед @, — не имя сайта и сюда не попало.</translation>
        </message>
    </context>
    <context>
        <name>Lock</name>
        <message>
            <source>Sign in as somebody else</source>
            <translation>Войти под другим именем</translation>
        </message>
        <message>
            <source>The desk is locked</source>
            <translation>Пульт заблокирован</translation>
        </message>
        <message>
            <source>The desk is locked. Your chats and drafts are kept.</source>
            <translation>Пульт заблокирован. Чаты и черновики на месте.</translation>
        </message>
        <message>
            <source>This password is wrong. Tries left: {count}</source>
            <translation>Неверный пароль. Осталось попыток: {count}</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Разблокировать</translation>
        </message>
    </context>
    <context>
        <name>Marks</name>
        <message>
            <source>Being sent</source>
            <translation>Отправляется</translation>
        </message>
        <message>
            <source>Delivered</source>
            <translation>Доставлено</translation>
        </message>
        <message>
            <source>In the outbox</source>
            <translation>В исходящих</translation>
        </message>
        <message>
            <source>It is too late to change the message</source>
            <translation>Изменить сообщение уже поздно</translation>
        </message>
        <message>
            <source>It is too late to change the note</source>
            <translation>Изменить заметку уже поздно</translation>
        </message>
        <message>
            <source>Needs your decision</source>
            <translation>Ждёт вашего решения</translation>
        </message>
        <message>
            <source>Not sent</source>
            <translation>Не отправлено</translation>
        </message>
        <message>
            <source>Read</source>
            <translation>Прочитано</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>The chat does not take messages now</source>
            <translation>Чат сейчас не принимает сообщений</translation>
        </message>
        <message>
            <source>The chat is no longer yours</source>
            <translation>Чат уже не ваш</translation>
        </message>
        <message>
            <source>The message has been changed meanwhile</source>
            <translation>Сообщение тем временем изменили</translation>
        </message>
        <message>
            <source>The note has been changed meanwhile</source>
            <translation>Заметку тем временем изменили</translation>
        </message>
        <message>
            <source>The server does not accept this text</source>
            <translation>Сервер не принимает этот текст</translation>
        </message>
        <message>
            <source>The server does not take one of the files</source>
            <translation>Сервер не принимает один из файлов</translation>
        </message>
        <message>
            <source>The server refused</source>
            <translation>Сервер отказал</translation>
        </message>
        <message>
            <source>The subscriber has written since</source>
            <translation>С тех пор абонент написал ещё</translation>
        </message>
        <message>
            <source>You may not write here</source>
            <translation>У вас нет права писать в этот чат</translation>
        </message>
        <message numerus="yes">
            <source>sends in %n s</source>
            <translation>
                <numerusform>уйдёт через %n с</numerusform>
                <numerusform>уйдёт через %n с</numerusform>
                <numerusform>уйдёт через %n с</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>you edited it %n minute(s) ago</source>
            <translation>
                <numerusform>вы изменили текст %n минуту назад</numerusform>
                <numerusform>вы изменили текст %n минуты назад</numerusform>
                <numerusform>вы изменили текст %n минут назад</numerusform>
            </translation>
        </message>
        <message>
            <source>you edited it just now</source>
            <translation>вы изменили текст только что</translation>
        </message>
        <message numerus="yes">
            <source>you replied %n minute(s) ago</source>
            <translation>
                <numerusform>вы ответили %n минуту назад</numerusform>
                <numerusform>вы ответили %n минуты назад</numerusform>
                <numerusform>вы ответили %n минут назад</numerusform>
            </translation>
        </message>
        <message>
            <source>you replied just now</source>
            <translation>вы ответили только что</translation>
        </message>
        <message numerus="yes">
            <source>you wrote %n minute(s) ago</source>
            <translation>
                <numerusform>вы написали %n минуту назад</numerusform>
                <numerusform>вы написали %n минуты назад</numerusform>
                <numerusform>вы написали %n минут назад</numerusform>
            </translation>
        </message>
        <message>
            <source>you wrote just now</source>
            <translation>вы написали только что</translation>
        </message>
        <message numerus="yes">
            <source>you wrote the note %n minute(s) ago</source>
            <translation>
                <numerusform>вы написали заметку %n минуту назад</numerusform>
                <numerusform>вы написали заметку %n минуты назад</numerusform>
                <numerusform>вы написали заметку %n минут назад</numerusform>
            </translation>
        </message>
        <message>
            <source>you wrote the note just now</source>
            <translation>вы написали заметку только что</translation>
        </message>
    </context>
    <context>
        <name>Offline</name>
        <message>
            <source>No connection for {time}</source>
            <translation>Нет связи {time}</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Проверить сейчас</translation>
        </message>
        <message>
            <source>What you write is safe on this computer and goes out in order when the server is back. Chats here and the knowledge base stay readable.</source>
            <translation>Написанное сохраняется здесь и уйдёт по порядку, когда связь вернётся. Чаты и база знаний доступны.</translation>
        </message>
    </context>
    <context>
        <name>Onlookers</name>
        <message numerus="yes">
            <source>%n colleague(s) watching</source>
            <translation>
                <numerusform>смотрит %n коллега</numerusform>
                <numerusform>смотрят %n коллеги</numerusform>
                <numerusform>смотрят %n коллег</numerusform>
            </translation>
        </message>
        <message>
            <source>{name} is typing…</source>
            <translation>{name} печатает…</translation>
        </message>
        <message>
            <source>{name} is watching</source>
            <translation>{name} смотрит</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Articles</source>
            <translation>Статьи</translation>
        </message>
        <message>
            <source>Chat, colleague, subscriber, article, command</source>
            <translation>Чат, коллега, абонент, статья, команда</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>Commands</source>
            <translation>Команды</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>In conversations</source>
            <translation>В переписке</translation>
        </message>
        <message>
            <source>Nothing found. Try another word or a number, or search all conversations.</source>
            <translation>Ничего не найдено. Попробуйте другое слово или номер либо поищите во всей переписке.</translation>
        </message>
        <message>
            <source>Search all conversations</source>
            <translation>Искать во всей переписке</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>Искать везде</translation>
        </message>
        <message>
            <source>Shift</source>
            <translation>Смена</translation>
        </message>
        <message>
            <source>Subscribers</source>
            <translation>Абоненты</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>Away</source>
            <translation>Не на месте</translation>
        </message>
        <message>
            <source>End of shift</source>
            <translation>Конец смены</translation>
        </message>
        <message>
            <source>Finishing up</source>
            <translation>Завершает чат</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Нет связи</translation>
        </message>
        <message>
            <source>No new chats</source>
            <translation>Без новых чатов</translation>
        </message>
        <message>
            <source>Not responding</source>
            <translation>Не отвечает</translation>
        </message>
        <message>
            <source>On a break</source>
            <translation>Перерыв</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>На линии</translation>
        </message>
        <message>
            <source>Presence: {presence}</source>
            <translation>Статус: {presence}</translation>
        </message>
        <message>
            <source>Presence: {presence}, no connection now</source>
            <translation>Статус: {presence}, сейчас нет связи</translation>
        </message>
        <message>
            <source>Stepped away</source>
            <translation>Нет у пульта</translation>
        </message>
        <message>
            <source>Take offered chats at once</source>
            <translation>Принимать предложенные чаты сразу</translation>
        </message>
        <message>
            <source>new chats come to you</source>
            <translation>новые чаты приходят</translation>
        </message>
        <message>
            <source>no new chats come</source>
            <translation>новые чаты не приходят</translation>
        </message>
        <message>
            <source>no new chats until you are back</source>
            <translation>новых чатов не будет, пока вы не вернётесь</translation>
        </message>
        <message>
            <source>no new chats until you are done</source>
            <translation>новых чатов не будет, пока не закончите</translation>
        </message>
        <message>
            <source>no new chats, break time is running</source>
            <translation>новые не приходят, идёт время перерыва</translation>
        </message>
        <message>
            <source>only chats that colleagues pass on come</source>
            <translation>приходят только чаты от коллег</translation>
        </message>
        <message>
            <source>you keep your chats</source>
            <translation>ваши чаты остаются</translation>
        </message>
    </context>
    <context>
        <name>Replies</name>
        <message numerus="yes">
            <source>%n template(s)</source>
            <translation>
                <numerusform>%n шаблон</numerusform>
                <numerusform>%n шаблона</numerusform>
                <numerusform>%n шаблонов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) loaded</source>
            <translation>
                <numerusform>Загружен %n шаблон</numerusform>
                <numerusform>Загружено %n шаблона</numerusform>
                <numerusform>Загружено %n шаблонов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) were loaded before that.</source>
            <translation>
                <numerusform>До этого загружен %n шаблон.</numerusform>
                <numerusform>До этого загружено %n шаблона.</numerusform>
                <numerusform>До этого загружено %n шаблонов.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n were here already.</source>
            <translation>
                <numerusform>%n здесь уже был.</numerusform>
                <numerusform>%n здесь уже были.</numerusform>
                <numerusform>%n здесь уже были.</numerusform>
            </translation>
        </message>
        <message>
            <source>A brace stands alone: a variable is written as {name}.</source>
            <translation>Скобка осталась без пары: переменная пишется так: {name}.</translation>
        </message>
        <message>
            <source>A group</source>
            <translation>Группа</translation>
        </message>
        <message>
            <source>A shortcut is one word of letters and digits, for example /thanks.</source>
            <translation>Сокращение — одно слово из букв и цифр, например /спс.</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Все</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Close the notice</source>
            <translation>Закрыть уведомление</translation>
        </message>
        <message>
            <source>Copy for me</source>
            <translation>Копия для меня</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Discard changes</source>
            <translation>Отменить правку</translation>
        </message>
        <message>
            <source>Drop mine</source>
            <translation>Отменить мою правку</translation>
        </message>
        <message>
            <source>Find a template</source>
            <translation>Найти шаблон</translation>
        </message>
        <message>
            <source>Give it a title: it is found by the words of its title.</source>
            <translation>Дайте название: по нему шаблон и находится.</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Групповые</translation>
        </message>
        <message>
            <source>Insert a variable</source>
            <translation>Вставить переменную</translation>
        </message>
        <message>
            <source>Keep mine</source>
            <translation>Оставить мой вариант</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Load from a file…</source>
            <translation>Загрузить из файла…</translation>
        </message>
        <message>
            <source>Load templates from a file</source>
            <translation>Загрузить шаблоны из файла</translation>
        </message>
        <message>
            <source>Mine</source>
            <translation>Мои</translation>
        </message>
        <message>
            <source>New template</source>
            <translation>Новый шаблон</translation>
        </message>
        <message>
            <source>No templates found</source>
            <translation>Шаблоны не найдены</translation>
        </message>
        <message>
            <source>No templates here yet</source>
            <translation>Здесь пока нет шаблонов</translation>
        </message>
        <message>
            <source>Only editors change shared templates. Make a copy to change it.</source>
            <translation>Общий шаблон меняет редактор. Нужен свой вариант — сделайте копию.</translation>
        </message>
        <message>
            <source>Only leads change group templates. Make a copy to change it.</source>
            <translation>Шаблон группы меняет старший смены. Нужен свой вариант — сделайте копию.</translation>
        </message>
        <message>
            <source>Only me</source>
            <translation>Только у меня</translation>
        </message>
        <message>
            <source>Preview for {name}</source>
            <translation>Так увидит {name}</translation>
        </message>
        <message>
            <source>Preview: no chat is open</source>
            <translation>Предпросмотр: чат не открыт</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Save mine as new</source>
            <translation>Сохранить мой как новый</translation>
        </message>
        <message>
            <source>Save your templates to a file</source>
            <translation>Сохранить свои шаблоны в файл</translation>
        </message>
        <message>
            <source>Save yours to a file…</source>
            <translation>Сохранить свои в файл…</translation>
        </message>
        <message>
            <source>Shared</source>
            <translation>Общие</translation>
        </message>
        <message>
            <source>Shared template</source>
            <translation>Общий шаблон</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Сокращение</translation>
        </message>
        <message>
            <source>Shortcut, typed after /</source>
            <translation>Сокращение после /</translation>
        </message>
        <message>
            <source>Somebody has changed this template since you began.</source>
            <translation>Пока вы писали, этот шаблон изменили.</translation>
        </message>
        <message>
            <source>Somebody has deleted this template since you began.</source>
            <translation>Пока вы писали, этот шаблон удалили.</translation>
        </message>
        <message>
            <source>Take theirs</source>
            <translation>Взять новый вариант</translation>
        </message>
        <message>
            <source>Template</source>
            <translation>Шаблон</translation>
        </message>
        <message>
            <source>Template of the group “{name}”</source>
            <translation>Шаблон группы «{name}»</translation>
        </message>
        <message>
            <source>Templates</source>
            <translation>Шаблоны</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>The file cannot be used: {reason}</source>
            <translation>Не удалось загрузить шаблоны из файла: {reason}</translation>
        </message>
        <message>
            <source>The file was not loaded</source>
            <translation>Файл не загружен</translation>
        </message>
        <message>
            <source>The templates are not saved</source>
            <translation>Шаблоны не сохранены</translation>
        </message>
        <message numerus="yes">
            <source>The text is too long by %n character(s).</source>
            <translation>
                <numerusform>Текст длиннее допустимого на %n символ.</numerusform>
                <numerusform>Текст длиннее допустимого на %n символа.</numerusform>
                <numerusform>Текст длиннее допустимого на %n символов.</numerusform>
            </translation>
        </message>
        <message>
            <source>The title is too long: {limit} characters at most.</source>
            <translation>Название слишком длинное: символов должно быть не больше {limit}.</translation>
        </message>
        <message>
            <source>There is no variable “{name}”: take one under the text, or leave the braces out.</source>
            <translation>Переменной «{name}» нет: возьмите другую под текстом или уберите скобки.</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Название</translation>
        </message>
        <message>
            <source>Try other words, or search all templates.</source>
            <translation>Попробуйте другие слова или поищите среди всех.</translation>
        </message>
        <message>
            <source>Try other words.</source>
            <translation>Попробуйте другие слова.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Which group</source>
            <translation>Какая группа</translation>
        </message>
        <message>
            <source>Who can use it</source>
            <translation>Кому доступен</translation>
        </message>
        <message>
            <source>Whose</source>
            <translation>Чьи</translation>
        </message>
        <message>
            <source>Write once what you send often: a slash and a word will insert it.</source>
            <translation>Что пишете часто, напишите один раз: дальше хватит косой черты и слова.</translation>
        </message>
        <message>
            <source>Write the text that will be inserted.</source>
            <translation>Напишите текст, который будет вставлен.</translation>
        </message>
        <message>
            <source>You have not sent it yet</source>
            <translation>Вы его ещё не отправляли</translation>
        </message>
        <message numerus="yes">
            <source>You have sent it %n time(s)</source>
            <translation>
                <numerusform>Вы отправили его %n раз</numerusform>
                <numerusform>Вы отправили его %n раза</numerusform>
                <numerusform>Вы отправили его %n раз</numerusform>
            </translation>
        </message>
        <message>
            <source>Your own template</source>
            <translation>Ваш личный шаблон</translation>
        </message>
        <message>
            <source>Your templates are saved</source>
            <translation>Ваши шаблоны сохранены</translation>
        </message>
        <message>
            <source>balance</source>
            <translation>баланс</translation>
        </message>
        <message>
            <source>first name</source>
            <translation>имя</translation>
        </message>
        <message>
            <source>greeting</source>
            <translation>приветствие</translation>
        </message>
        <message>
            <source>mine</source>
            <translation>мой</translation>
        </message>
        <message>
            <source>my name</source>
            <translation>моё имя</translation>
        </message>
        <message>
            <source>not saved</source>
            <translation>не сохранён</translation>
        </message>
        <message>
            <source>renewal day</source>
            <translation>день списания</translation>
        </message>
        <message>
            <source>shared</source>
            <translation>общий</translation>
        </message>
        <message>
            <source>tariff</source>
            <translation>тариф</translation>
        </message>
        <message>
            <source>templates.json</source>
            <translation>шаблоны.json</translation>
        </message>
        <message>
            <source>thanks</source>
            <translation>спс</translation>
        </message>
        <message>
            <source>whole team: {count}</source>
            <translation>вся команда: {count}</translation>
        </message>
        <message>
            <source>{times}, last on {day}</source>
            <translation>{times}, последний раз {day}</translation>
        </message>
        <message>
            <source>“{title}” is deleted</source>
            <translation>Шаблон «{title}» удалён</translation>
        </message>
    </context>
    <context>
        <name>Reveal</name>
        <message>
            <source>Another reason</source>
            <translation>Другая причина</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Причина</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Show the field “{field}”?</source>
            <translation>Показать поле «{field}»?</translation>
        </message>
        <message>
            <source>The reason in your own words</source>
            <translation>Причина своими словами</translation>
        </message>
        <message>
            <source>The subscriber asks to check it</source>
            <translation>Абонент просит проверить</translation>
        </message>
        <message>
            <source>To file a request</source>
            <translation>Оформить заявку</translation>
        </message>
        <message>
            <source>To verify who writes</source>
            <translation>Проверить, кто пишет</translation>
        </message>
        <message>
            <source>{name}. The view is logged with its reason.</source>
            <translation>{name}. Просмотр и его причина записываются.</translation>
        </message>
    </context>
    <context>
        <name>Routing</name>
        <message numerus="yes">
            <source>%n chat(s) of this queue come before it.</source>
            <translation>
                <numerusform>Перед ним в очереди %n чат.</numerusform>
                <numerusform>Перед ним в очереди %n чата.</numerusform>
                <numerusform>Перед ним в очереди %n чатов.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>ещё %n</numerusform>
                <numerusform>ещё %n</numerusform>
                <numerusform>ещё %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n on line, {choices} of them could take it.</source>
            <translation>
                <numerusform>На линии %n, могли взять: {choices}.</numerusform>
                <numerusform>На линии %n, могли взять: {choices}.</numerusform>
                <numerusform>На линии %n, могли взять: {choices}.</numerusform>
            </translation>
        </message>
        <message>
            <source>A skill is missing: {names}.</source>
            <translation>Не хватает навыка: {names}.</translation>
        </message>
        <message>
            <source>After waiting for {time} less was needed: {less}.</source>
            <translation>После {time} ожидания требования снижены: {less}.</translation>
        </message>
        <message>
            <source>Asked only if that one does not take it: {names}.</source>
            <translation>Очередь дойдёт, если он не возьмёт: {names}.</translation>
        </message>
        <message>
            <source>Did not take it just now: {names}.</source>
            <translation>Только что не взяли: {names}.</translation>
        </message>
        <message>
            <source>From {time} on, more colleagues may be asked.</source>
            <translation>С {time} круг операторов станет шире.</translation>
        </message>
        <message numerus="yes">
            <source>It can be offered: %n colleague(s) have room.</source>
            <translation>
                <numerusform>Можно предложить: место есть у %n оператора.</numerusform>
                <numerusform>Можно предложить: место есть у %n операторов.</numerusform>
                <numerusform>Можно предложить: место есть у %n операторов.</numerusform>
            </translation>
        </message>
        <message>
            <source>Needed: {needs}.</source>
            <translation>Нужно: {needs}.</translation>
        </message>
        <message>
            <source>Next would have been {names}.</source>
            <translation>Следующие: {names}.</translation>
        </message>
        <message>
            <source>No room: {names}.</source>
            <translation>Нет места: {names}.</translation>
        </message>
        <message>
            <source>Nobody is on line.</source>
            <translation>Никого нет на линии.</translation>
        </message>
        <message numerus="yes">
            <source>None of %n on line can take it now.</source>
            <translation>
                <numerusform>На линии %n оператор, и сейчас он взять не может.</numerusform>
                <numerusform>На линии %n оператора, и сейчас никто взять не может.</numerusform>
                <numerusform>На линии %n операторов, и сейчас никто взять не может.</numerusform>
            </translation>
        </message>
        <message>
            <source>Other languages: {names}.</source>
            <translation>Не говорят на этом языке: {names}.</translation>
        </message>
        <message>
            <source>Other queues: {names}.</source>
            <translation>Отвечают в других очередях: {names}.</translation>
        </message>
        <message>
            <source>Until {time} only the agent who knows this subscriber is asked.</source>
            <translation>До {time} предлагаем только оператору, который знает абонента.</translation>
        </message>
        <message>
            <source>Would suit, but not on line: {names}.</source>
            <translation>Подошли бы, но не на линии: {names}.</translation>
        </message>
        <message>
            <source>any language</source>
            <translation>язык любой</translation>
        </message>
        <message>
            <source>language: {language}</source>
            <translation>язык: {language}</translation>
        </message>
        <message numerus="yes">
            <source>levels lower by %n</source>
            <translation>
                <numerusform>уровни ниже на %n</numerusform>
                <numerusform>уровни ниже на %n</numerusform>
                <numerusform>уровни ниже на %n</numerusform>
            </translation>
        </message>
        <message>
            <source>without “{skill}”</source>
            <translation>без навыка «{skill}»</translation>
        </message>
        <message>
            <source>{name} has been free for longest.</source>
            <translation>{name} дольше всех без новых чатов.</translation>
        </message>
        <message>
            <source>{name} is the least busy: {load} of the room taken.</source>
            <translation>{name}: загрузка меньше всех, занято {load}.</translation>
        </message>
        <message>
            <source>{name} knows this subscriber and is asked first.</source>
            <translation>{name} знает абонента, поэтому в первую очередь.</translation>
        </message>
        <message>
            <source>{name} suits it best.</source>
            <translation>{name} подходит лучше всех.</translation>
        </message>
        <message>
            <source>{name} was asked.</source>
            <translation>Выбор: {name}.</translation>
        </message>
        <message>
            <source>{name}: nobody else could take it.</source>
            <translation>{name}: больше никто не мог взять.</translation>
        </message>
        <message>
            <source>{name}: the others rest after a hard chat.</source>
            <translation>{name}: остальные отдыхают после трудного чата.</translation>
        </message>
        <message>
            <source>{name}: the others would have done as well.</source>
            <translation>{name}: остальные подошли бы не хуже.</translation>
        </message>
        <message>
            <source>“{skill}” from level {level}</source>
            <translation>«{skill}» от уровня {level}</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Accent</source>
            <translation>Акцент</translation>
        </message>
        <message numerus="yes">
            <source>After %n minutes away</source>
            <translation>
                <numerusform>Через %n минуту без действий</numerusform>
                <numerusform>Через %n минуты без действий</numerusform>
                <numerusform>Через %n минут без действий</numerusform>
            </translation>
        </message>
        <message>
            <source>Alerts</source>
            <translation>Оповещения</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Внешний вид</translation>
        </message>
        <message>
            <source>Blinking cursors, sliding menus, running bars.</source>
            <translation>Мигание курсора, выезжающие меню, бегущие полоски.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Compact shows more chats and lines at a time.</source>
            <translation>В плотном виде помещается больше чатов и строк.</translation>
        </message>
        <message>
            <source>Density</source>
            <translation>Плотность</translation>
        </message>
        <message>
            <source>Everything else grows with it, at once.</source>
            <translation>Вместе с текстом сразу растёт и всё остальное.</translation>
        </message>
        <message numerus="yes">
            <source>For %n s</source>
            <translation>
                <numerusform>В течение %n секунды</numerusform>
                <numerusform>В течение %n секунд</numerusform>
                <numerusform>В течение %n секунд</numerusform>
            </translation>
        </message>
        <message>
            <source>How long a reply waits before it is sent. Press Enter again to send it at once.</source>
            <translation>Сколько ответ ждёт перед отправкой. Повторный Enter отправит его сразу.</translation>
        </message>
        <message>
            <source>In addition to the shared list. Separate them with commas.</source>
            <translation>Вдобавок к общему списку. Через запятую.</translation>
        </message>
        <message>
            <source>Keys</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Lock the desk</source>
            <translation>Блокировать Пульт</translation>
        </message>
        <message>
            <source>Marks what is chosen and what to do first.</source>
            <translation>Отмечает выбранное и главное действие.</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>Движение</translation>
        </message>
        <message>
            <source>My words</source>
            <translation>Мои слова</translation>
        </message>
        <message>
            <source>Never underlined. Separate them with commas.</source>
            <translation>Не подчёркиваются. Через запятую.</translation>
        </message>
        <message>
            <source>Never: a text is sent at once</source>
            <translation>Никогда: текст уходит сразу</translation>
        </message>
        <message>
            <source>No names in the window’s title and on alert cards</source>
            <translation>Без имён в заголовке окна и на карточках оповещений</translation>
        </message>
        <message>
            <source>Only by hand</source>
            <translation>Только вручную</translation>
        </message>
        <message>
            <source>Only when you say so</source>
            <translation>Только вручную</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Приватность</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Size and motion</source>
            <translation>Размер и движение</translation>
        </message>
        <message>
            <source>Subjects</source>
            <translation>Разделы</translation>
        </message>
        <message>
            <source>Subscribers’ data is hidden; chats and drafts are kept.</source>
            <translation>Данные абонентов скрываются, чаты и черновики сохраняются.</translation>
        </message>
        <message>
            <source>Take no new chats</source>
            <translation>Не принимать новые чаты</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Размер текста</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема оформления</translation>
        </message>
        <message>
            <source>Underline what is misspelt</source>
            <translation>Подчёркивать ошибки</translation>
        </message>
        <message>
            <source>Undo sending with Esc</source>
            <translation>Отменять отправку по Esc</translation>
        </message>
        <message>
            <source>Warn about the wrong keyboard layout</source>
            <translation>Предупреждать о неверной раскладке</translation>
        </message>
        <message>
            <source>Warn me before a doubtful text is sent</source>
            <translation>Предупреждать о сомнительном тексте</translation>
        </message>
        <message>
            <source>Words for colleagues only</source>
            <translation>Слова не для абонентов</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Набор текста</translation>
        </message>
        <message>
            <source>You are back online with the first key or movement of the mouse. What you chose yourself is never changed.</source>
            <translation>Первая клавиша или движение мыши возвращает вас на линию. То, что вы выбрали сами, не меняется.</translation>
        </message>
    </context>
    <context>
        <name>Sharing</name>
        <message>
            <source>A hint for the agent</source>
            <translation>Подсказка оператору</translation>
        </message>
        <message>
            <source>Choose a colleague or a topic.</source>
            <translation>Выберите коллегу или тему.</translation>
        </message>
        <message>
            <source>Choose a colleague.</source>
            <translation>Выберите коллегу.</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>Colleagues and topics</source>
            <translation>Коллеги и темы</translation>
        </message>
        <message>
            <source>Find a colleague</source>
            <translation>Найти коллегу</translation>
        </message>
        <message>
            <source>Find a colleague or a topic</source>
            <translation>Найти коллегу или тему</translation>
        </message>
        <message>
            <source>Give the chat to</source>
            <translation>Отдать чат</translation>
        </message>
        <message>
            <source>Give to…</source>
            <translation>Передать…</translation>
        </message>
        <message>
            <source>Guests</source>
            <translation>Гости</translation>
        </message>
        <message>
            <source>Guests: {names}</source>
            <translation>Гости: {names}</translation>
        </message>
        <message>
            <source>Invite</source>
            <translation>Позвать</translation>
        </message>
        <message>
            <source>Invite as a guest</source>
            <translation>Позвать гостем</translation>
        </message>
        <message>
            <source>It is yours at once. {name} can write there no more, and is told so.</source>
            <translation>Чат сразу ваш. {name} больше не сможет в нём писать и узнает об этом.</translation>
        </message>
        <message>
            <source>Join</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Leave</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Leave this chat as a guest</source>
            <translation>Выйти из чата, где вы гость</translation>
        </message>
        <message>
            <source>No colleague and no topic is called that. Try another name.</source>
            <translation>Нет ни коллеги с таким именем, ни такой темы. Попробуйте иначе.</translation>
        </message>
        <message>
            <source>No colleague is called that. Try another name.</source>
            <translation>Коллеги с таким именем нет. Попробуйте другое имя.</translation>
        </message>
        <message>
            <source>No connection since {time}</source>
            <translation>Нет связи с {time}</translation>
        </message>
        <message>
            <source>Only colleagues see it</source>
            <translation>Видят только коллеги</translation>
        </message>
        <message>
            <source>Only {name} and leads see this, the subscriber never does</source>
            <translation>Это видят только {name} и руководители, абонент — никогда</translation>
        </message>
        <message>
            <source>Pass on</source>
            <translation>Передать</translation>
        </message>
        <message>
            <source>Passing on to {name}</source>
            <translation>Ждём ответа: {name}</translation>
        </message>
        <message>
            <source>Purpose</source>
            <translation>Для чего</translation>
        </message>
        <message>
            <source>Queue “{title}”</source>
            <translation>Очередь «{title}»</translation>
        </message>
        <message>
            <source>Reason: {said}. {follows}</source>
            <translation>Причина: {said}. {follows}</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Отпустить гостя: {name}</translation>
        </message>
        <message>
            <source>Take over</source>
            <translation>Забрать</translation>
        </message>
        <message>
            <source>Take the chat over from {name}?</source>
            <translation>Забрать чат? Сейчас отвечает {name}</translation>
        </message>
        <message>
            <source>The chat is already offered to a colleague: withdraw it first.</source>
            <translation>Чат уже предложен коллеге: сначала отзовите передачу.</translation>
        </message>
        <message>
            <source>The chat leaves you at once and waits in its queue, in its old place, for whoever is free first.</source>
            <translation>Чат сразу уйдёт от вас и будет ждать в своей очереди, не теряя места: возьмёт первый, кто освободится.</translation>
        </message>
        <message>
            <source>The chat stays yours, and you can go on answering, until {name} accepts.</source>
            <translation>Чат остаётся у вас, и отвечать можно, пока его не примет {name}.</translation>
        </message>
        <message>
            <source>The chat with {name}</source>
            <translation>Чат: {name}</translation>
        </message>
        <message>
            <source>The chat with {name} is in the inbox, under “Guest”.</source>
            <translation>Чат ({name}) слева, в разделе «Гость».</translation>
        </message>
        <message>
            <source>The chat with {name} is no longer yours.</source>
            <translation>Чат ({name}) больше не ваш.</translation>
        </message>
        <message>
            <source>The chat with {name} stays with you.</source>
            <translation>Чат ({name}) остаётся у вас.</translation>
        </message>
        <message>
            <source>Topics</source>
            <translation>Темы</translation>
        </message>
        <message>
            <source>What was asked, what has been done</source>
            <translation>О чём вопрос и что уже сделано</translation>
        </message>
        <message>
            <source>Whisper</source>
            <translation>Шепнуть</translation>
        </message>
        <message>
            <source>Whisper to {name}</source>
            <translation>Шёпот: {name}</translation>
        </message>
        <message>
            <source>Why you need help (optional)</source>
            <translation>Зачем нужна помощь (необязательно)</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Отозвать</translation>
        </message>
        <message>
            <source>Write what was asked and what you have done so far.</source>
            <translation>Напишите, о чём вопрос и что вы уже сделали.</translation>
        </message>
        <message>
            <source>You are a guest here</source>
            <translation>Вы здесь гость</translation>
        </message>
        <message>
            <source>You look on unseen</source>
            <translation>Вы смотрите незаметно</translation>
        </message>
        <message>
            <source>You write to the subscriber together with {name}</source>
            <translation>Вы пишете абоненту вместе: {name} и вы</translation>
        </message>
        <message>
            <source>cannot be chosen now</source>
            <translation>сейчас нельзя выбрать</translation>
        </message>
        <message>
            <source>nobody answers yet; your look is on record</source>
            <translation>пока никто не отвечает; просмотр записан</translation>
        </message>
        <message numerus="yes">
            <source>queue “{queue}”, %n waiting</source>
            <translation>
                <numerusform>очередь «{queue}», ждёт %n</numerusform>
                <numerusform>очередь «{queue}», ждут %n</numerusform>
                <numerusform>очередь «{queue}», ждут %n</numerusform>
            </translation>
        </message>
        <message>
            <source>the chat stays with {name}</source>
            <translation>чат ведёт {name}</translation>
        </message>
        <message>
            <source>yours until accepted · {time} left</source>
            <translation>до ответа чат у вас · осталось {time}</translation>
        </message>
        <message>
            <source>{name} answers, you write notes</source>
            <translation>отвечает {name}, вы пишете заметки</translation>
        </message>
        <message>
            <source>{name} answers; your look is on record</source>
            <translation>отвечает {name}; просмотр записан</translation>
        </message>
        <message>
            <source>{name} cannot be asked now: {presence}.</source>
            <translation>Сейчас не получится: {name} — {presence}.</translation>
        </message>
        <message>
            <source>{name} did not accept</source>
            <translation>{name} не принимает чат</translation>
        </message>
        <message>
            <source>{name} has accepted</source>
            <translation>Чат теперь ведёт {name}</translation>
        </message>
        <message>
            <source>{name} has no room left. Choose somebody else.</source>
            <translation>{name}: свободных мест уже нет. Выберите кого-нибудь другого.</translation>
        </message>
        <message>
            <source>{name} has no room now. Choose somebody else.</source>
            <translation>{name}: свободных мест нет. Выберите другого коллегу.</translation>
        </message>
        <message>
            <source>{name} has not answered in time</source>
            <translation>{name} не отвечает: время вышло</translation>
        </message>
        <message>
            <source>{name} invites you to a chat</source>
            <translation>{name} зовёт вас в чат</translation>
        </message>
        <message>
            <source>{name} is in this chat already.</source>
            <translation>{name} уже в этом чате.</translation>
        </message>
        <message>
            <source>{name} is no longer available.</source>
            <translation>Выбрать уже нельзя: {name}.</translation>
        </message>
        <message>
            <source>{name} will see the chat and write notes. The subscriber won’t know.</source>
            <translation>{name} увидит чат и сможет писать заметки. Абонент об этом не узнает.</translation>
        </message>
        <message>
            <source>{name} · room for {count}</source>
            <translation>{name} · свободно {count}</translation>
        </message>
        <message>
            <source>{used} of {room} places taken</source>
            <translation>занято мест: {used} из {room}</translation>
        </message>
        <message>
            <source>“{said}”. {follows}</source>
            <translation>«{said}». {follows}</translation>
        </message>
    </context>
    <context>
        <name>Shortcuts</name>
        <message>
            <source>A name, or press the keys</source>
            <translation>Название или сами клавиши</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>No command has such a name or such keys.</source>
            <translation>Ни у одной команды нет такого названия или таких клавиш.</translation>
        </message>
        <message>
            <source>Nothing is called that</source>
            <translation>Такого нет</translation>
        </message>
        <message>
            <source>Search the keys</source>
            <translation>Искать клавиши</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>Close the panel</source>
            <translation>Закрыть панель</translation>
        </message>
        <message>
            <source>History</source>
            <translation>История</translation>
        </message>
        <message>
            <source>Knowledge</source>
            <translation>Знания</translation>
        </message>
        <message>
            <source>Side panel</source>
            <translation>Боковая панель</translation>
        </message>
        <message>
            <source>Subscriber</source>
            <translation>Абонент</translation>
        </message>
        <message>
            <source>What the side panel shows</source>
            <translation>Что показывает боковая панель</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Checking the password…</source>
            <translation>Проверка пароля…</translation>
        </message>
        <message>
            <source>Fill in the login, the password and the server.</source>
            <translation>Заполните логин, пароль и адрес сервера.</translation>
        </message>
        <message>
            <source>Hide the password</source>
            <translation>Скрыть пароль</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Loading your chats…</source>
            <translation>Загрузка ваших чатов…</translation>
        </message>
        <message>
            <source>Login</source>
            <translation>Логин</translation>
        </message>
        <message>
            <source>Looking for the server…</source>
            <translation>Поиск сервера…</translation>
        </message>
        <message>
            <source>No server of this name is found. Check the address and the network; Pult keeps trying.</source>
            <translation>Сервер с таким именем не найден. Проверьте адрес и сеть; Пульт продолжает попытки.</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Pult</source>
            <translation>Пульт</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>Показать пароль</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Signing in</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Support agent desk</source>
            <translation>Рабочее место оператора поддержки</translation>
        </message>
        <message>
            <source>The server does not answer. Check the network and the address; Pult keeps trying.</source>
            <translation>Сервер не отвечает. Проверьте сеть и адрес; попытки продолжаются.</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Тема оформления</translation>
        </message>
        <message>
            <source>Work without the server</source>
            <translation>Работать без сервера</translation>
        </message>
    </context>
    <context>
        <name>Silent</name>
        <message>
            <source>A chat offered to you was not accepted in time and went to somebody else. You keep your chats; no new ones come until you are back.</source>
            <translation>Предложенный чат не приняли вовремя, и он ушёл другому. Ваши чаты остаются у вас, новых не будет, пока вы не вернётесь.</translation>
        </message>
        <message>
            <source>I’m here</source>
            <translation>Я на месте</translation>
        </message>
        <message>
            <source>You are marked as not responding</source>
            <translation>Вы отмечены как «не отвечает»</translation>
        </message>
        <message>
            <source>{text} Press {keys}.</source>
            <translation>{text} Нажмите {keys}.</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Alerts</source>
            <translation>Тревоги</translation>
        </message>
        <message numerus="yes">
            <source>Need your decision: %n</source>
            <translation>
                <numerusform>Ждёт вашего решения: %n</numerusform>
                <numerusform>Ждут вашего решения: %n</numerusform>
                <numerusform>Ждут вашего решения: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Nobody is waiting</source>
            <translation>Никто не ждёт</translation>
        </message>
        <message>
            <source>Outbox {count}</source>
            <translation>Исходящие {count}</translation>
        </message>
        <message>
            <source>Status bar</source>
            <translation>Строка состояния</translation>
        </message>
        <message>
            <source>The clock of this computer is {time} fast</source>
            <translation>Часы этого компьютера спешат на {time}</translation>
        </message>
        <message>
            <source>The clock of this computer is {time} slow</source>
            <translation>Часы этого компьютера отстают на {time}</translation>
        </message>
        <message>
            <source>Waiting {count} · longest {wait}</source>
            <translation>Ждут {count} · дольше всех {wait}</translation>
        </message>
        <message>
            <source>all received · #{rev}</source>
            <translation>всё получено · #{rev}</translation>
        </message>
        <message>
            <source>received up to #{rev}</source>
            <translation>получено до #{rev}</translation>
        </message>
    </context>
    <context>
        <name>Subscriber</name>
        <message numerus="yes">
            <source>%n numbers</source>
            <translation>
                <numerusform>%n номер</numerusform>
                <numerusform>%n номера</numerusform>
                <numerusform>%n номеров</numerusform>
            </translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Баланс</translation>
        </message>
        <message>
            <source>Birth date</source>
            <translation>Дата рождения</translation>
        </message>
        <message>
            <source>Code word</source>
            <translation>Кодовое слово</translation>
        </message>
        <message>
            <source>Contract</source>
            <translation>Договор</translation>
        </message>
        <message>
            <source>Device</source>
            <translation>Устройство</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>Почта</translation>
        </message>
        <message>
            <source>Every view of hidden data is logged with its reason.</source>
            <translation>Каждый просмотр скрытых данных записывается вместе с причиной.</translation>
        </message>
        <message>
            <source>Find a subscriber</source>
            <translation>Найти абонента</translation>
        </message>
        <message>
            <source>Found subscribers</source>
            <translation>Найденные абоненты</translation>
        </message>
        <message>
            <source>Gigabytes</source>
            <translation>Гигабайты</translation>
        </message>
        <message>
            <source>Left in the plan</source>
            <translation>Остатки пакета</translation>
        </message>
        <message>
            <source>Marks</source>
            <translation>Отметки</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Минуты</translation>
        </message>
        <message>
            <source>No number was given in this chat. Find the subscriber in the field above.</source>
            <translation>В этом чате номер не указан. Найдите абонента в поле выше.</translation>
        </message>
        <message>
            <source>No payments or charges yet.</source>
            <translation>Пополнений и списаний ещё не было.</translation>
        </message>
        <message>
            <source>No services are switched on.</source>
            <translation>Подключённых услуг нет.</translation>
        </message>
        <message>
            <source>No subscriber chosen</source>
            <translation>Абонент не выбран</translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>Абонент не найден</translation>
        </message>
        <message>
            <source>Not in the directory</source>
            <translation>Нет в справочнике</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>Number, contract or name</source>
            <translation>Номер, договор или имя</translation>
        </message>
        <message>
            <source>Numbers on this contract</source>
            <translation>Номера на договоре</translation>
        </message>
        <message>
            <source>Open a chat, or find a subscriber in the field above.</source>
            <translation>Откройте чат или найдите абонента в поле выше.</translation>
        </message>
        <message>
            <source>Paid subscriptions</source>
            <translation>Платные подписки</translation>
        </message>
        <message>
            <source>Passport</source>
            <translation>Паспорт</translation>
        </message>
        <message>
            <source>Payments and charges</source>
            <translation>Пополнения и списания</translation>
        </message>
        <message>
            <source>Personal data</source>
            <translation>Личные данные</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Карточка</translation>
        </message>
        <message>
            <source>Promised payment</source>
            <translation>Обещанный платёж</translation>
        </message>
        <message>
            <source>Requests</source>
            <translation>Заявки</translation>
        </message>
        <message>
            <source>Roaming</source>
            <translation>Роуминг</translation>
        </message>
        <message>
            <source>SIM card</source>
            <translation>SIM-карта</translation>
        </message>
        <message>
            <source>Searching</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Services</source>
            <translation>Услуги</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Показать все</translation>
        </message>
        <message>
            <source>Show: {field}</source>
            <translation>Показать: {field}</translation>
        </message>
        <message>
            <source>Subscriber</source>
            <translation>Абонент</translation>
        </message>
        <message>
            <source>Subscriber since</source>
            <translation>Абонент с</translation>
        </message>
        <message>
            <source>Tariff</source>
            <translation>Тариф</translation>
        </message>
        <message>
            <source>Texts</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>The number given in this chat belongs to no subscriber. Find the right one in the field above.</source>
            <translation>Номер из этого чата не принадлежит ни одному абоненту. Найдите нужного в поле выше.</translation>
        </message>
        <message>
            <source>The profile could not be loaded</source>
            <translation>Не удалось загрузить карточку</translation>
        </message>
        <message>
            <source>The profile is being loaded</source>
            <translation>Карточка загружается</translation>
        </message>
        <message>
            <source>The search did not work</source>
            <translation>Не удалось выполнить поиск</translation>
        </message>
        <message>
            <source>There are more: type another letter or digit.</source>
            <translation>Есть ещё: добавьте букву или цифру.</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Try the number without its first digits, the contract, or part of the name.</source>
            <translation>Попробуйте номер без первых цифр, договор или часть имени.</translation>
        </message>
        <message>
            <source>VIP</source>
            <translation>VIP</translation>
        </message>
        <message>
            <source>active</source>
            <translation>действует</translation>
        </message>
        <message>
            <source>blocked</source>
            <translation>заблокирован</translation>
        </message>
        <message>
            <source>by a USSD code</source>
            <translation>USSD-командой</translation>
        </message>
        <message>
            <source>by a text</source>
            <translation>по SMS</translation>
        </message>
        <message>
            <source>code word given</source>
            <translation>кодовое слово названо</translation>
        </message>
        <message>
            <source>correction</source>
            <translation>исправление</translation>
        </message>
        <message>
            <source>debt</source>
            <translation>долг</translation>
        </message>
        <message>
            <source>done</source>
            <translation>выполнена</translation>
        </message>
        <message>
            <source>eSIM</source>
            <translation>eSIM</translation>
        </message>
        <message>
            <source>fraud suspected</source>
            <translation>подозрение на мошенничество</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>from a web page</source>
            <translation>с сайта</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>в работе</translation>
        </message>
        <message>
            <source>in the app</source>
            <translation>в приложении</translation>
        </message>
        <message>
            <source>monthly fee</source>
            <translation>плата по тарифу</translation>
        </message>
        <message>
            <source>not verified</source>
            <translation>личность не проверена</translation>
        </message>
        <message>
            <source>number verified</source>
            <translation>номер проверен</translation>
        </message>
        <message>
            <source>open</source>
            <translation>открыта</translation>
        </message>
        <message>
            <source>paid subscription</source>
            <translation>платная подписка</translation>
        </message>
        <message>
            <source>passport checked</source>
            <translation>паспорт проверен</translation>
        </message>
        <message>
            <source>payment</source>
            <translation>пополнение</translation>
        </message>
        <message>
            <source>promised payment</source>
            <translation>обещанный платёж</translation>
        </message>
        <message>
            <source>refund</source>
            <translation>возврат</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>отклонена</translation>
        </message>
        <message>
            <source>roaming</source>
            <translation>роуминг</translation>
        </message>
        <message>
            <source>service</source>
            <translation>услуга</translation>
        </message>
        <message>
            <source>since {day}</source>
            <translation>с {day}</translation>
        </message>
        <message>
            <source>text only</source>
            <translation>только переписка</translation>
        </message>
        <message>
            <source>{left} of {of}</source>
            <translation>{left} из {of}</translation>
        </message>
        <message>
            <source>{money}, to be paid by {day}</source>
            <translation>{money}, вернуть до {day}</translation>
        </message>
        <message>
            <source>{number} · opened {day}</source>
            <translation>{number} · открыта {day}</translation>
        </message>
        <message>
            <source>{number} · opened {day}, due {due}</source>
            <translation>{number} · открыта {day}, срок {due}</translation>
        </message>
        <message>
            <source>{number} · since {day}, {how}</source>
            <translation>{number} · с {day}, {how}</translation>
        </message>
        <message>
            <source>{number} · {contract} · “{tariff}”</source>
            <translation>{number} · {contract} · «{tariff}»</translation>
        </message>
        <message>
            <source>{price} a day</source>
            <translation>{price} в день</translation>
        </message>
        <message>
            <source>{price} a month</source>
            <translation>{price} в месяц</translation>
        </message>
        <message>
            <source>{price} once</source>
            <translation>{price} разово</translation>
        </message>
        <message>
            <source>{tariff} (archived)</source>
            <translation>{tariff} (архивный)</translation>
        </message>
        <message>
            <source>“{tariff}”</source>
            <translation>«{tariff}»</translation>
        </message>
        <message>
            <source>“{tariff}” · {price} · until {day}</source>
            <translation>«{tariff}» · {price} · до {day}</translation>
        </message>
    </context>
    <context>
        <name>Tabs</name>
        <message numerus="yes">
            <source>%n other open chat(s)</source>
            <translation>
                <numerusform>Ещё %n открытый чат</numerusform>
                <numerusform>Ещё %n открытых чата</numerusform>
                <numerusform>Ещё %n открытых чатов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread</source>
            <translation>
                <numerusform>%n непрочитанное</numerusform>
                <numerusform>%n непрочитанных</numerusform>
                <numerusform>%n непрочитанных</numerusform>
            </translation>
        </message>
        <message>
            <source>All open chats</source>
            <translation>Все открытые чаты</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Find an open chat</source>
            <translation>Найти открытый чат</translation>
        </message>
        <message>
            <source>Finish the chat</source>
            <translation>Завершить чат</translation>
        </message>
        <message>
            <source>Move to its own window</source>
            <translation>Перенести в отдельное окно</translation>
        </message>
        <message>
            <source>No open chat is called that.</source>
            <translation>Среди открытых чатов такого нет.</translation>
        </message>
        <message>
            <source>Open chats</source>
            <translation>Открытые чаты</translation>
        </message>
        <message>
            <source>Other open chats</source>
            <translation>Другие открытые чаты</translation>
        </message>
        <message>
            <source>Pin on the left</source>
            <translation>Закрепить слева</translation>
        </message>
        <message>
            <source>Show or hide the side panel</source>
            <translation>Показать или скрыть боковую панель</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Открепить</translation>
        </message>
        <message>
            <source>in its own window</source>
            <translation>в отдельном окне</translation>
        </message>
        <message>
            <source>in view</source>
            <translation>на экране</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>на удержании</translation>
        </message>
        <message>
            <source>only to read</source>
            <translation>только чтение</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>закреплён</translation>
        </message>
        <message>
            <source>typing</source>
            <translation>печатает</translation>
        </message>
        <message>
            <source>waits {wait}</source>
            <translation>ждёт {wait}</translation>
        </message>
        <message>
            <source>{chats}, somebody waits too long</source>
            <translation>{chats}, кто-то ждёт слишком долго</translation>
        </message>
    </context>
    <context>
        <name>Talks</name>
        <message>
            <source>Add</source>
            <translation>Добавить</translation>
        </message>
        <message>
            <source>Add people…</source>
            <translation>Добавить людей…</translation>
        </message>
        <message>
            <source>Add to “{group}”</source>
            <translation>Добавить в «{group}»</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Оператор</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Спросить</translation>
        </message>
        <message>
            <source>Ask a colleague</source>
            <translation>Спросить коллегу</translation>
        </message>
        <message>
            <source>Colleague</source>
            <translation>Коллега</translation>
        </message>
        <message>
            <source>Colleagues</source>
            <translation>Коллеги</translation>
        </message>
        <message>
            <source>Enter chooses a colleague, Ctrl+Enter finishes.</source>
            <translation>Enter — выбрать коллегу, Ctrl+Enter — готово.</translation>
        </message>
        <message>
            <source>Find a colleague</source>
            <translation>Найти коллегу</translation>
        </message>
        <message>
            <source>Group · nobody but you</source>
            <translation>Группа · никого, кроме вас</translation>
        </message>
        <message>
            <source>Group · {names}</source>
            <translation>Группа · {names}</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Старший смены</translation>
        </message>
        <message>
            <source>Leave the group</source>
            <translation>Выйти из группы</translation>
        </message>
        <message>
            <source>Name of a colleague</source>
            <translation>Имя коллеги</translation>
        </message>
        <message>
            <source>Name of the group</source>
            <translation>Название группы</translation>
        </message>
        <message>
            <source>No colleague is called that. Try another name.</source>
            <translation>Коллеги с таким именем нет. Попробуйте другое имя.</translation>
        </message>
        <message>
            <source>Question</source>
            <translation>Вопрос</translation>
        </message>
        <message>
            <source>Rename</source>
            <translation>Переименовать</translation>
        </message>
        <message>
            <source>Rename the group</source>
            <translation>Переименовать группу</translation>
        </message>
        <message>
            <source>Rename…</source>
            <translation>Переименовать…</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Создать</translation>
        </message>
        <message>
            <source>Start a group</source>
            <translation>Новая группа</translation>
        </message>
        <message>
            <source>There are others: type more of the name.</source>
            <translation>Это не все: введите имя точнее.</translation>
        </message>
        <message>
            <source>What can be done with the group</source>
            <translation>Что можно сделать с группой</translation>
        </message>
        <message>
            <source>What do you want to know?</source>
            <translation>Что хотите узнать?</translation>
        </message>
        <message>
            <source>Who is in it can add you again.</source>
            <translation>Вернуть вас может любой из группы.</translation>
        </message>
        <message>
            <source>Write</source>
            <translation>Написать</translation>
        </message>
        <message>
            <source>Write to a colleague</source>
            <translation>Написать коллеге</translation>
        </message>
        <message>
            <source>You left “{group}”</source>
            <translation>Вы вышли из группы «{group}»</translation>
        </message>
        <message>
            <source>Your colleague can read this chat until the question is settled or the chat is no longer yours. The subscriber won’t know.</source>
            <translation>Коллега сможет читать чат, пока вопрос не решён и чат остаётся вашим. Абонент об этом не узнает.</translation>
        </message>
        <message numerus="yes">
            <source>{names} and %n more</source>
            <translation>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
                <numerusform>{names} и ещё %n</numerusform>
            </translation>
        </message>
        <message>
            <source>{subscriber}: “{text}”</source>
            <translation>{subscriber}: «{text}»</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Chat, subscriber, article, command</source>
            <translation>Чат, абонент, статья, команда</translation>
        </message>
        <message>
            <source>Connection: {state}</source>
            <translation>Связь: {state}</translation>
        </message>
        <message>
            <source>Load</source>
            <translation>Нагрузка</translation>
        </message>
        <message>
            <source>Pult</source>
            <translation>Пульт</translation>
        </message>
        <message>
            <source>Search everything</source>
            <translation>Искать везде</translation>
        </message>
        <message>
            <source>Top bar</source>
            <translation>Верхняя строка</translation>
        </message>
        <message>
            <source>cannot connect</source>
            <translation>нельзя подключиться</translation>
        </message>
        <message>
            <source>catching up…</source>
            <translation>обновление…</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>на связи</translation>
        </message>
        <message>
            <source>connecting…</source>
            <translation>подключение…</translation>
        </message>
        <message>
            <source>finished today: {count}</source>
            <translation>завершено сегодня: {count}</translation>
        </message>
        <message>
            <source>no connection</source>
            <translation>нет связи</translation>
        </message>
        <message>
            <source>not trusted</source>
            <translation>сертификат не принят</translation>
        </message>
        <message>
            <source>signed out</source>
            <translation>сеанс окончен</translation>
        </message>
        <message>
            <source>{presence} for {time}</source>
            <translation>{presence} {time}</translation>
        </message>
        <message>
            <source>{used} of {room}</source>
            <translation>{used} из {room}</translation>
        </message>
    </context>
    <context>
        <name>Tour</name>
        <message>
            <source>Answer faster</source>
            <translation>Отвечайте быстрее</translation>
        </message>
        <message>
            <source>Chats come while you are online. While you are on a break, no one is sent to you.</source>
            <translation>Чаты приходят, пока вы на линии. На перерыве к вам никого не направят.</translation>
        </message>
        <message>
            <source>Chats, subscribers, articles, and every command: just type a few letters.</source>
            <translation>Чаты, абоненты, статьи и все команды: наберите несколько букв.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Every action has a key: the list of them is one press away, and you can change any of them in settings. To see this tour again, open the menu under your initials.</source>
            <translation>У каждого действия есть клавиша: список открывается одним нажатием, поменять можно любую — в настройках. Повторить этот показ можно из меню под вашими инициалами.</translation>
        </message>
        <message>
            <source>Everything by its name</source>
            <translation>Всё находится по названию</translation>
        </message>
        <message>
            <source>New ones are offered at the top, yours are below, then everyone waiting; the number is how long they have waited.</source>
            <translation>Сверху — новые, которые вам предлагают, под ними ваши, ниже очереди. Цифра — сколько абонент уже ждёт.</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Дальше</translation>
        </message>
        <message>
            <source>No mouse needed</source>
            <translation>Можно без мыши</translation>
        </message>
        <message>
            <source>Skip</source>
            <translation>Пропустить</translation>
        </message>
        <message>
            <source>Type / and part of a name: templates and articles are inserted with this subscriber’s details.</source>
            <translation>Наберите / и часть названия: шаблон или статья вставятся с данными этого абонента.</translation>
        </message>
        <message>
            <source>You say when</source>
            <translation>Когда работать — решаете вы</translation>
        </message>
        <message>
            <source>Your chats are here</source>
            <translation>Ваши чаты здесь</translation>
        </message>
        <message>
            <source>{number} of {count}</source>
            <translation>{number} из {count}</translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%n новое сообщение</numerusform>
                <numerusform>%n новых сообщения</numerusform>
                <numerusform>%n новых сообщений</numerusform>
            </translation>
        </message>
        <message>
            <source>Ask a colleague…</source>
            <translation>Спросить коллегу…</translation>
        </message>
        <message>
            <source>Change not saved yet. It was: “{words}”</source>
            <translation>Правка ещё не сохранена. Было: «{words}»</translation>
        </message>
        <message>
            <source>Change not saved. It was: “{words}”</source>
            <translation>Правка не сохранена. Было: «{words}»</translation>
        </message>
        <message>
            <source>Conversation</source>
            <translation>Переписка</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Copy with names</source>
            <translation>Копировать с именами</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message>
            <source>Delete anyway</source>
            <translation>Всё равно удалить</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Go to the newest message</source>
            <translation>К последнему сообщению</translation>
        </message>
        <message>
            <source>Hide the translation</source>
            <translation>Убрать перевод</translation>
        </message>
        <message>
            <source>Hide why</source>
            <translation>Скрыть причину</translation>
        </message>
        <message>
            <source>Insert into a new note</source>
            <translation>Вставить в новую заметку</translation>
        </message>
        <message>
            <source>Insert into the reply</source>
            <translation>Вставить в ответ</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Не переводить</translation>
        </message>
        <message>
            <source>Leave it as it is</source>
            <translation>Оставить как есть</translation>
        </message>
        <message>
            <source>NOTE · only colleagues see it</source>
            <translation>ЗАМЕТКА · видна только коллегам</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Новые</translation>
        </message>
        <message>
            <source>Not deleted</source>
            <translation>Не удалено</translation>
        </message>
        <message>
            <source>Not settled: colleagues may read the chat</source>
            <translation>Вопрос не решён: участники разговора видят чат</translation>
        </message>
        <message>
            <source>Not yet deleted</source>
            <translation>Ещё не удалено</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Note by {author} about {subscriber} · {time}</source>
            <translation>Заметка: {author}. Абонент: {subscriber} · {time}</translation>
        </message>
        <message>
            <source>Open the chat</source>
            <translation>Открыть чат</translation>
        </message>
        <message>
            <source>Open {host}…</source>
            <translation>Открыть {host}…</translation>
        </message>
        <message>
            <source>Open “{name}”…</source>
            <translation>Открыть «{name}»…</translation>
        </message>
        <message>
            <source>Quote</source>
            <translation>Процитировать</translation>
        </message>
        <message>
            <source>Save anyway</source>
            <translation>Всё равно сохранить</translation>
        </message>
        <message>
            <source>Save “{name}” as…</source>
            <translation>Сохранить «{name}» как…</translation>
        </message>
        <message>
            <source>Select all</source>
            <translation>Выделить всё</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Отправить сейчас</translation>
        </message>
        <message>
            <source>Settled</source>
            <translation>Вопрос решён</translation>
        </message>
        <message>
            <source>Settled, thanks</source>
            <translation>Решено, спасибо</translation>
        </message>
        <message numerus="yes">
            <source>Show more (%n character(s))</source>
            <translation>
                <numerusform>Показать ещё (%n символ)</numerusform>
                <numerusform>Показать ещё (%n символа)</numerusform>
                <numerusform>Показать ещё (%n символов)</numerusform>
            </translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>The message was deleted</source>
            <translation>Сообщение удалено</translation>
        </message>
        <message>
            <source>The note was deleted</source>
            <translation>Заметка удалена</translation>
        </message>
        <message>
            <source>This conversation · {about}</source>
            <translation>Этот чат · {about}</translation>
        </message>
        <message>
            <source>Translate</source>
            <translation>Перевести</translation>
        </message>
        <message>
            <source>Translate again</source>
            <translation>Перевести ещё раз</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Undo sending</source>
            <translation>Отменить отправку</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Почему?</translation>
        </message>
        <message>
            <source>You may read the chat until this is settled</source>
            <translation>Чат можно читать, пока вопрос не решён</translation>
        </message>
        <message>
            <source>You no longer have access to the chat</source>
            <translation>У вас больше нет доступа к этому чату</translation>
        </message>
        <message>
            <source>edited · {time}</source>
            <translation>изменено · {time}</translation>
        </message>
        <message>
            <source>not yet deleted · {time}</source>
            <translation>ещё не удалено · {time}</translation>
        </message>
        <message>
            <source>not yet saved · {time}</source>
            <translation>ещё не сохранено · {time}</translation>
        </message>
        <message>
            <source>{author} to {subscriber} · {time}</source>
            <translation>{author} → {subscriber} · {time}</translation>
        </message>
        <message>
            <source>{name} whispers to {to}</source>
            <translation>{name} шепчет: {to}</translation>
        </message>
        <message>
            <source>{subscriber} · {time}</source>
            <translation>{subscriber} · {time}</translation>
        </message>
    </context>
    <context>
        <name>Translation</name>
        <message>
            <source>Machine translation</source>
            <translation>Машинный перевод</translation>
        </message>
        <message>
            <source>The translator gave no translation</source>
            <translation>Переводчик не дал перевода</translation>
        </message>
        <message>
            <source>The translator is not responding</source>
            <translation>Переводчик не отвечает</translation>
        </message>
        <message>
            <source>The translator took too long</source>
            <translation>Переводчик не ответил вовремя</translation>
        </message>
        <message>
            <source>Translating…</source>
            <translation>Переводится…</translation>
        </message>
    </context>
    <context>
        <name>Wall</name>
        <message>
            <source>Board of the shift</source>
            <translation>Табло смены</translation>
        </message>
        <message>
            <source>no link</source>
            <translation>нет связи</translation>
        </message>
        <message>
            <source>no link · as of {time}</source>
            <translation>нет связи · данные от {time}</translation>
        </message>
    </context>
</TS>
