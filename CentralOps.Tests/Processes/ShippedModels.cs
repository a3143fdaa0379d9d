using System.Text.Json;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Versioning;
using Microsoft.Extensions.Time.Testing;

namespace CentralOps.Tests.Processes;

/// <summary>The shipped files as published configuration, version 1 each.</summary>
internal sealed class ShippedConfiguration : IPublishedConfiguration
{
    private readonly Dictionary<(string, string), ConfigurationVersion> _documents = [];
    private readonly Dictionary<ConfigurationVersion, object> _parsed = [];

    public ShippedConfiguration()
    {
        Load(ConfigurationKind.Process, "processes", "*.bpmn");
        Load(ConfigurationKind.RuleSet, "rules", "*.dmn");
        Load(ConfigurationKind.BusinessType, "business-types", "*.json");
        Load(ConfigurationKind.VoucherTemplate, "templates", "*.json");
        Put(ConfigurationKind.FieldCatalogue, "fields", File.ReadAllText(Path.Combine(Root, "samples", "fields.json")));
    }

    /// <summary>Folder of the repository: the nearest one above that holds the solution.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CentralOps.sln"))) folder = folder.Parent;
            return folder?.FullName ?? throw new DirectoryNotFoundException("no CentralOps.sln above the tests");
        }
    }

    public ConfigurationVersion? Current(string kind, string key) => _documents.GetValueOrDefault((kind, key));

    public ConfigurationVersion? Exact(string kind, string key, int version) => version == 1 ? Current(kind, key) : null;

    public IReadOnlyList<ConfigurationVersion> AllCurrent(string kind) => [.. _documents.Values.Where(d => d.Kind == kind)];

    public T Parsed<T>(ConfigurationVersion version, Func<ConfigurationVersion, T> parse)
        where T : class
    {
        if (!_parsed.TryGetValue(version, out var result)) _parsed[version] = result = parse(version);
        return (T)result;
    }

    /// <summary>Puts a document in the place of a shipped one.</summary>
    public void Put(string kind, string key, string content) =>
        _documents[(kind, key)] = new ConfigurationVersion { Kind = kind, Key = key, Version = 1, Content = content, Author = "test", Status = ConfigurationStatus.Published };

    private void Load(string kind, string folder, string pattern)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root, "samples", folder), pattern))
        {
            var key = Path.GetFileNameWithoutExtension(file);
            _documents[(kind, key)] = new ConfigurationVersion { Kind = kind, Key = key, Version = 1, Content = File.ReadAllText(file), Author = "system", Status = ConfigurationStatus.Published };
        }
    }
}

/// <summary>A case on the shipped models, walked by a script: element → outcome; steps without an entry answer "ok".</summary>
internal sealed class Walk
{
    private readonly ProcessEngine _engine;
    private readonly Dictionary<string, Queue<string>> _answers = [];
    private readonly Dictionary<string, object?> _variables = [];

    public Walk(string businessType, decimal? amount, string? urgency = null, string? cipher = null)
    {
        var configuration = new ShippedConfiguration();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var feel = new FeelEvaluator(clock);
        _engine = new ProcessEngine(new PublishedProcesses(configuration, feel), feel, new PublishedDecisions(configuration, clock));
        (_variables["business_type"], _variables["case_amount"], _variables["urgency"], _variables["payment_cipher"]) = (businessType, amount, urgency, cipher);
        (_variables["p_supplementary_amount"], _variables["p_callback_amount"]) = (1_000_000m, 500_000m);
        (_variables["p_authorization_amount_1"], _variables["p_authorization_amount_2"]) = (50_000m, 1_000_000m);
        BusinessType = businessType;
    }

    public string BusinessType { get; }

    public ProcessState State { get; private set; } = new();

    public List<string> Done { get; } = [];

    public List<ProcessEffect> Effects { get; } = [];

    public Dictionary<string, object?> Facts => _variables;

    /// <summary>Answers of an element, in order; after the last one "ok".</summary>
    public Walk Answering(string element, params string[] outcomes)
    {
        _answers[element] = new Queue<string>(outcomes);
        return this;
    }

    public Walk Start()
    {
        Take(_engine.Start(State, BusinessType, null, _variables));
        return this;
    }

    /// <summary>Completes steps until none waits, or one of the elements is reached.</summary>
    public Walk Until(params string[] elements)
    {
        for (var i = 0; i < 200; i++)
        {
            State = JsonSerializer.Deserialize<ProcessState>(JsonSerializer.Serialize(State))!;
            var token = State.Tokens.Find(t => t.Status == TokenStatus.Waiting && !elements.Contains(t.ElementId) && IsStep(t));
            if (token is null) return this;
            var outcome = _answers.TryGetValue(token.ElementId, out var queue) && queue.TryDequeue(out var scripted) ? scripted : "ok";
            if (token.ElementId is "risk" && outcome == "ok") outcome = "clear";
            _variables["outcome"] = outcome;
            _variables[$"{token.ElementId}_outcome"] = outcome;
            Done.Add(token.ElementId);
            Take(_engine.Complete(State, token.Id, _variables));
        }

        throw new InvalidOperationException("the walk does not end");
    }

    public Walk Fire(string element, string timer)
    {
        Take(_engine.TimerFired(State, State.Tokens.Single(t => t.ElementId == element).Id, timer, _variables));
        return this;
    }

    public Walk Receive(string element, string message)
    {
        Take(_engine.MessageReceived(State, State.Tokens.Single(t => t.ElementId == element).Id, message, _variables));
        return this;
    }

    public Walk ReturnTo(string element)
    {
        Take(_engine.MoveTo(State, element, _variables));
        return this;
    }

    public string Waits => string.Join(' ', State.Tokens.Where(t => t.Status == TokenStatus.Waiting).Select(t => t.ElementId).Order(StringComparer.Ordinal));

    private bool IsStep(ProcessToken token) => Effects.OfType<StepEntered>().Any(e => e.TokenId == token.Id);

    private void Take(IReadOnlyList<ProcessEffect> effects)
    {
        Effects.AddRange(effects);
        foreach (var decided in effects.OfType<DecisionTaken>())
        {
            foreach (var (name, value) in decided.Result.Outputs) _variables[name] = value;
        }

        Assert.Empty(effects.OfType<ProcessIncident>());
    }
}
