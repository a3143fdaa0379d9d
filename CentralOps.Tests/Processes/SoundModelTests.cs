using System.Text;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CsCheck;

namespace CentralOps.Tests.Processes;

/// <summary>Random block-structured models, which are sound by construction, walked in random order with a restart between any two operations.</summary>
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
            var waiting = bench.State.Tokens.Where(t => t.Status == TokenStatus.Waiting).ToList();
            Assert.NotEmpty(waiting);
            var token = waiting[random.Next(waiting.Count)];
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

    /// <summary>A piece of model between one entry and one exit, and how often each of its tasks is done when it runs once.</summary>
    private sealed record Piece(string Entry, string Exit, Dictionary<string, int> Tasks);

    private sealed class RandomModel(Random random)
    {
        private StringBuilder _xml = new();
        private int _next;

        public Dictionary<string, string> Called { get; } = [];

        public List<string> Yes { get; } = [];

        public Dictionary<string, int> Expected { get; private set; } = [];

        public string Process(string key, Piece piece)
        {
            _ = key;
            Expected = piece.Tasks;
            return Close(piece);
        }

        public Piece Block(int depth)
        {
            switch (depth <= 0 ? 0 : random.Next(9))
            {
                case 1 or 2: return Sequence(depth);
                case 3: return Split("exclusiveGateway", depth);
                case 4: return Split("inclusiveGateway", depth);
                case 5: return Split("parallelGateway", depth);
                case 6: return Loop(depth);
                case 7: return Inside(depth);
                case 8: return Several(depth);
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
