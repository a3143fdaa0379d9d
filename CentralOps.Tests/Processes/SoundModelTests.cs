using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CsCheck;

namespace CentralOps.Tests.Processes;

/// <summary>Random block-structured models (all gateways, loops, calls, repetition, boundary events, compensation), which are sound by construction, walked in random order with a restart between any two operations.</summary>
public sealed class SoundModelTests
{
    [Fact]
    public void A_sound_model_never_deadlocks_and_never_loses_or_doubles_a_token() =>
        Gen.Select(Gen.Int, Gen.Int[1, 5]).Sample((seed, depth) => Play(seed, depth), iter: 120, threads: 1);

    private static void Play(int seed, int depth)
    {
        var random = new Random(seed);
        var model = new RandomModel(random);
        var body = model.Process("p", model.Block(depth));
        var bench = new Bench();
        foreach (var (key, called) in model.Called) bench.With(key, called);
        bench.With("p", body);
        foreach (var name in model.Yes) bench.Variables[name] = true;
        (bench.Variables["n2"], bench.Variables["n3"]) = (2m, 3m);
        bench.Start();

        var done = new Dictionary<string, int>();
        var used = new List<Guid>();
        while (!bench.State.Ended)
        {
            Assert.DoesNotContain(bench.State.Tokens, t => t.Status == TokenStatus.Incident);
            var (tasks, events) = PossibleIn(bench.State, model.Happens);
            Assert.NotEqual(0, tasks.Count + events.Count);
            if (random.Next(tasks.Count + events.Count) is var n && n >= tasks.Count)
            {
                var (listener, armed) = events[n - tasks.Count];
                bench.Do(() => armed.Message is { } name ? bench.Engine.MessageReceived(bench.State, listener.Id, name, bench.Variables) : bench.Engine.TimerFired(bench.State, listener.Id, armed.ElementId, bench.Variables));
                continue;
            }

            var token = tasks[n];
            done[token.ElementId] = done.GetValueOrDefault(token.ElementId) + 1;
            if (token.ElementId.StartsWith("tail", StringComparison.Ordinal)) bench.Variables["again" + token.ElementId[4..]] = done[token.ElementId] % 2 == 1;
            bench.Do(() => bench.Engine.Complete(bench.State, token.Id, bench.Variables));
            used.Add(token.Id);
            Assert.Throws<RuleBroken>(() => bench.Engine.Complete(bench.State, used[random.Next(used.Count)], bench.Variables));
        }

        Assert.Empty(bench.State.Tokens);
        Assert.Single(bench.All.OfType<ProcessEnded>());
        Assert.Equal(
            model.Expected.Where(e => e.Value > 0).OrderBy(e => e.Key, StringComparer.Ordinal),
            done.OrderBy(e => e.Key, StringComparer.Ordinal));
    }

    // Events that are to happen, and tasks that can be done: not where, or under something where, an event is to happen first.
    private static (List<ProcessToken> Tasks, List<(ProcessToken Token, ArmedEvent Event)> Events) PossibleIn(ProcessState state, HashSet<string> happens)
    {
        var events = state.Tokens.SelectMany(t => t.Armed.Where(e => happens.Contains(e.ElementId)).Select(e => (t, e))).ToList();
        var before = events.Select(e => e.t.Id).ToHashSet();
        return ([.. state.Tokens.Where(t => t.Status == TokenStatus.Waiting && !Under(t))], events);

        bool Under(ProcessToken token) =>
            before.Contains(token.Id) || state.Scopes.Find(s => s.Id == token.ScopeId)?.ParentToken is { } parent && state.Token(parent) is { } outer && Under(outer);
    }

    /// <summary>A piece of model between one entry and one exit, and how often each of its tasks is done when it runs once.</summary>
    private sealed record Piece(string Entry, string Exit, Dictionary<string, int> Tasks);

    private sealed class RandomModel(Random random)
    {
        private StringBuilder _xml = new();
        private int _next;

        public Dictionary<string, string> Called { get; } = [];

        public List<string> Yes { get; } = [];

        /// <summary>Timers and messages that come before what they wait beside is done; the others never come.</summary>
        public HashSet<string> Happens { get; } = [];

        public Dictionary<string, int> Expected { get; private set; } = [];

        public string Process(string key, Piece piece)
        {
            _ = key;
            Expected = piece.Tasks;
            return Close(piece);
        }

        public Piece Block(int depth)
        {
            switch (depth <= 0 ? 0 : random.Next(13))
            {
                case 1 or 2: return Sequence(depth);
                case 3: return Split("exclusiveGateway", depth);
                case 4: return Split("inclusiveGateway", depth);
                case 5: return Split("parallelGateway", depth);
                case 6: return Loop(depth);
                case 7: return Inside(depth);
                case 8: return Several(depth);
                case 9: return FirstEvent(depth);
                case 10: return Interrupted(depth);
                case 11: return Reminded();
                case 12: return Undone();
                default:
                    var id = Id("task");
                    _xml.Append(Bench.Tasks(id));
                    return new Piece(id, id, new Dictionary<string, int> { [id] = 1 });
            }
        }

        private Piece Sequence(int depth)
        {
            var (first, second) = (Block(depth - 1), Block(depth - 1));
            Flow(first.Exit, second.Entry);
            return new Piece(first.Entry, second.Exit, Sum(first.Tasks, second.Tasks));
        }

        private Piece Split(string gateway, int depth)
        {
            var (fork, join) = (Id("g"), Id("g"));
            var branches = Enumerable.Range(0, random.Next(2, 4)).Select(_ => Block(depth - 1)).ToList();
            var decides = gateway != "parallelGateway";
            var tasks = new Dictionary<string, int>();
            var any = false;
            for (var i = 0; i < branches.Count; i++)
            {
                var last = i == branches.Count - 1;
                var condition = decides && !last ? Id("v") : null;
                var yes = random.Next(2) == 0;
                if (condition is not null && yes) Yes.Add(condition);
                var taken = gateway switch
                {
                    "parallelGateway" => true,
                    _ when last => !any,
                    "exclusiveGateway" => yes && !any,
                    _ => yes,
                };
                any |= condition is not null && yes;
                tasks = Sum(tasks, taken ? branches[i].Tasks : branches[i].Tasks.ToDictionary(t => t.Key, _ => 0));
                Flow(fork, branches[i].Entry, condition);
                Flow(branches[i].Exit, join);
            }

            _xml.Append($"""<bpmn:{gateway} id="{fork}"{(decides ? $" default=\"{fork}-{branches[^1].Entry}\"" : "")}/><bpmn:{gateway} id="{join}"/>""");
            return new Piece(fork, join, tasks);
        }

        // Done twice: the tail task says "again" at every first of two times.
        private Piece Loop(int depth)
        {
            var (head, fork, number) = (Id("g"), Id("g"), _next++);
            var tail = $"tail{number}";
            var body = Block(depth - 1);
            _xml.Append(Bench.Tasks(tail)).Append($"""<bpmn:exclusiveGateway id="{head}"/>""");
            var exit = Id("task");
            _xml.Append($"""<bpmn:exclusiveGateway id="{fork}" default="{fork}-{exit}"/>""").Append(Bench.Tasks(exit));
            Flow(head, body.Entry);
            Flow(body.Exit, tail);
            Flow(tail, fork);
            Flow(fork, head, $"again{number}");
            Flow(fork, exit);
            var twice = body.Tasks.ToDictionary(t => t.Key, t => t.Value * 2);
            return new Piece(head, exit, Sum(twice, new Dictionary<string, int> { [tail] = 2, [exit] = 1 }));
        }

        private Piece Inside(int depth)
        {
            var outer = _xml;
            _xml = new StringBuilder();
            var piece = Block(depth - 1);
            var content = Close(piece);
            _xml = outer;
            var id = Id("sub");
            if (random.Next(2) == 0) _xml.Append($"""<bpmn:subProcess id="{id}">{content}</bpmn:subProcess>""");
            else
            {
                Called[id + "-process"] = content;
                _xml.Append($"""<bpmn:callActivity id="{id}" calledElement="{id}-process"/>""");
            }

            return new Piece(id, id, piece.Tasks);
        }

        // An activity that is done two or three times, side by side or one after the other.
        private Piece Several(int depth)
        {
            var times = random.Next(2, 4);
            var outer = _xml;
            _xml = new StringBuilder();
            var piece = Block(depth - 1);
            var content = Close(piece);
            _xml = outer;
            var id = Id("sub");
            _xml.Append($"""<bpmn:subProcess id="{id}">{content}<bpmn:multiInstanceLoopCharacteristics isSequential="{(random.Next(2) == 0 ? "true" : "false")}"><bpmn:loopCardinality>n{times}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:subProcess>""");
            return new Piece(id, id, piece.Tasks.ToDictionary(t => t.Key, t => t.Value * times));
        }

        // An event gateway: a message or the clock, whichever is decided here.
        private Piece FirstEvent(int depth)
        {
            var (gateway, message, timer, join) = (Id("g"), Id("message"), Id("timer"), Id("g"));
            var (answered, late) = (Block(depth - 1), Block(depth - 1));
            var comes = random.Next(2) == 0;
            Happens.Add(comes ? message : timer);
            _xml.Append($"""<bpmn:eventBasedGateway id="{gateway}"/><bpmn:exclusiveGateway id="{join}"/><bpmn:intermediateCatchEvent id="{message}"><bpmn:messageEventDefinition messageRef="m-docs"/></bpmn:intermediateCatchEvent><bpmn:intermediateCatchEvent id="{timer}">{AnHour}</bpmn:intermediateCatchEvent>""");
            Flow(gateway, message);
            Flow(gateway, timer);
            Flow(message, answered.Entry);
            Flow(timer, late.Entry);
            Flow(answered.Exit, join);
            Flow(late.Exit, join);
            return new Piece(gateway, join, comes ? Sum(answered.Tasks, None(late)) : Sum(None(answered), late.Tasks));
        }

        // A part with a timer on its border that breaks it off before anything in it is done, or never fires.
        private Piece Interrupted(int depth)
        {
            var inside = Inside(depth);
            var (timer, join, instead) = (Id("timer"), Id("g"), Block(depth - 1));
            var fires = random.Next(2) == 0;
            if (fires) Happens.Add(timer);
            _xml.Append($"""<bpmn:boundaryEvent id="{timer}" attachedToRef="{inside.Exit}">{AnHour}</bpmn:boundaryEvent><bpmn:exclusiveGateway id="{join}"/>""");
            Flow(inside.Exit, join);
            Flow(timer, instead.Entry);
            Flow(instead.Exit, join);
            return new Piece(inside.Entry, join, fires ? Sum(None(inside), instead.Tasks) : Sum(inside.Tasks, None(instead)));
        }

        // A task beside which another begins when its timer fires; both are done.
        private Piece Reminded()
        {
            var (task, timer, reminder, end) = (Id("task"), Id("timer"), Id("task"), Id("end"));
            Happens.Add(timer);
            _xml.Append(Bench.Tasks(task, reminder)).Append($"""<bpmn:boundaryEvent id="{timer}" attachedToRef="{task}" cancelActivity="false">{AnHour}</bpmn:boundaryEvent><bpmn:endEvent id="{end}"/>""");
            Flow(timer, reminder);
            Flow(reminder, end);
            return new Piece(task, task, new Dictionary<string, int> { [task] = 1, [reminder] = 1 });
        }

        // A task that is done and then undone by what belongs to it.
        private Piece Undone()
        {
            var (task, undo, border, back) = (Id("task"), Id("task"), Id("border"), Id("back"));
            _xml.Append(Bench.Tasks(task)).Append($"""
                <bpmn:boundaryEvent id="{border}" attachedToRef="{task}"><bpmn:compensateEventDefinition/></bpmn:boundaryEvent>
                <bpmn:userTask id="{undo}" co:step="test.{undo}" isForCompensation="true"/><bpmn:association sourceRef="{border}" targetRef="{undo}"/>
                <bpmn:intermediateThrowEvent id="{back}"><bpmn:compensateEventDefinition activityRef="{task}"/></bpmn:intermediateThrowEvent>
                """);
            Flow(task, back);
            return new Piece(task, back, new Dictionary<string, int> { [task] = 1, [undo] = 1 });
        }

        private const string AnHour = "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";

        private static Dictionary<string, int> None(Piece piece) => piece.Tasks.ToDictionary(t => t.Key, _ => 0);

        private string Close(Piece piece)
        {
            var (start, end) = (Id("start"), Id("end"));
            _xml.Append($"""<bpmn:startEvent id="{start}"/><bpmn:endEvent id="{end}"/>""");
            Flow(start, piece.Entry);
            Flow(piece.Exit, end);
            return _xml.ToString();
        }

        private void Flow(string from, string to, string? condition = null) => _xml.Append(Bench.Flows(condition is null ? $"{from}-{to}" : $"{from}-{to}:{condition}"));

        private string Id(string kind) => $"{kind}{_next++}";

        private static Dictionary<string, int> Sum(Dictionary<string, int> a, Dictionary<string, int> b) =>
            a.Keys.Union(b.Keys).ToDictionary(k => k, k => a.GetValueOrDefault(k) + b.GetValueOrDefault(k));
    }
}
