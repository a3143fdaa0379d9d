using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Domain.Rules.Dmn;

/// <summary>One evaluation of a decision requirements graph: each decision once.</summary>
/// <param name="model">The model.</param>
/// <param name="inputs">Input data, and decisions whose results are given, by variable name.</param>
/// <param name="budget">What may be spent.</param>
internal sealed class DrgRun(DmnModel model, IReadOnlyDictionary<string, object?> inputs, Budget budget)
{
    // Made when needed: most decisions stand alone.
    private Dictionary<string, object?>? _results;
    private Dictionary<string, FeelFunction>? _functions;
    private HashSet<string>? _overridden;

    public object? Evaluate(Decision decision)
    {
        if (_results is not null && _results.TryGetValue(decision.Id, out var known)) return known;
        if (decision.Logic is not { } logic) return null;
        budget.Enter(decision.Name);
        try
        {
            // What a decision on input data alone reads is looked up where it is read.
            var run = new Run(model.OnlyInputsOf(decision) is { } only ? new NeededInputs(this, only) : Needs(decision.Requirements), budget);
            var result = logic(new Env(run, null, null));
            if (decision.Type is { } type)
            {
                var coerced = type.Coerce(result);
                if (coerced is null && result is not null) budget.Warn($"the result of '{decision.Name}' is a {FeelType.NameOf(result)}, not a {type}");
                result = coerced;
            }

            return result;
        }
        finally
        {
            budget.Leave();
        }
    }

    /// <summary>Results of the output decisions: the value of the only one, else a context.</summary>
    public object? Evaluate(DecisionServiceNode service)
    {
        var outputs = service.OutputDecisions.Select(model.Decision).OfType<Decision>().ToList();
        var value = outputs.Count == 1 ? Evaluate(outputs[0]) : new FeelContext(outputs.Select(d => KeyValuePair.Create(d.Variable, Evaluate(d))));
        return service.Type is { } type ? type.Coerce(value) : value;
    }

    private Dictionary<string, object?> Needs(IReadOnlyList<string> requirements)
    {
        var values = new Dictionary<string, object?>(requirements.Count, StringComparer.Ordinal);
        foreach (var id in requirements)
        {
            if (model.Input(id) is { } input) values[input.Variable] = Given(input);
            else if (model.Decision(id) is { } decision)
            {
                values[decision.Variable] = _overridden?.Contains(id) == true
                    ? Values.In(inputs.GetValueOrDefault(decision.Variable))
                    : (_results ??= new Dictionary<string, object?>(StringComparer.Ordinal))[id] = Evaluate(decision);
            }
            else if (Function(id) is { } function) values[function.Name] = function;
        }

        return values;
    }

    /// <summary>The decisions' results are taken from the inputs instead of being computed.</summary>
    public DrgRun Overriding(IEnumerable<string> decisions)
    {
        (_overridden ??= new HashSet<string>(StringComparer.Ordinal)).UnionWith(decisions);
        return this;
    }

    internal object? Given(InputData input)
    {
        if (!inputs.TryGetValue(input.Variable, out var raw) && !inputs.TryGetValue(input.Name, out raw)) return null;
        var value = raw is decimal or string ? raw : Values.In(raw);
        if (input.Type is not { } type) return value;
        var coerced = type.Coerce(value);
        if (coerced is null && value is not null) budget.Warn($"the input '{input.Name}' is a {FeelType.NameOf(value)}, not a {type}");
        return coerced;
    }

    private FeelFunction? Function(string id)
    {
        if (_functions is not null && _functions.TryGetValue(id, out var known)) return known;
        if (model.Knowledge(id) is { } knowledge) return Keep(OfKnowledge(knowledge));
        return model.Service(id) is { } service ? Keep(OfService(service)) : null;

        FeelFunction Keep(FeelFunction made) => (_functions ??= new Dictionary<string, FeelFunction>(StringComparer.Ordinal))[id] = made;
    }

    private FeelFunction OfKnowledge(KnowledgeModel knowledge)
    {
        Run? own = null;
        return new FeelFunction(knowledge.Variable, [.. knowledge.Parameters.Select(p => p.Name)], (arguments, _) =>
        {
            own ??= new Run(Needs(knowledge.Requirements), budget);
            return knowledge.Logic?.Invoke(arguments.Aggregate(new Env(own, null, null), (env, a) => env.With(a)));
        })
        {
            ParameterTypes = [.. knowledge.Parameters.Select(p => p.Type)],
            ResultType = knowledge.ResultType,
        };
    }

    private FeelFunction OfService(DecisionServiceNode service)
    {
        var decisions = service.InputDecisions.Select(model.Decision).OfType<Decision>().Select(d => (d.Variable, d.Type));
        var data = service.InputData.Select(model.Input).OfType<InputData>().Select(i => (i.Variable, i.Type));
        var parameters = data.Concat(decisions).ToList();
        return new FeelFunction(service.Variable, [.. parameters.Select(p => p.Variable)], (arguments, _) =>
        {
            var given = parameters.Select((p, i) => KeyValuePair.Create(p.Variable, arguments[i])).ToDictionary(StringComparer.Ordinal);
            return new DrgRun(model, given, budget).Overriding(service.InputDecisions).Evaluate(service);
        })
        {
            ParameterTypes = [.. parameters.Select(p => p.Type)],
        };
    }
}
