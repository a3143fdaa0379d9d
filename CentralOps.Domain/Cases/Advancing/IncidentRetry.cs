using System.Globalization;
using CentralOps.Domain.Cases.Steps;
using CentralOps.Domain.Cases.Views;
using CentralOps.Domain.Dispatch;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes;
using CentralOps.Domain.Processes.Design;

namespace CentralOps.Domain.Cases.Advancing;

/// <summary>
/// A person at the incident post tries again what stopped, with the rules and models of now and with facts that they may set. It is judged at once: when the same
/// element stops again, nothing is written and the person is told why; what goes on, goes on.
/// </summary>
internal sealed class IncidentRetry(ProcessEngine engine, StepHandlers handlers)
{
    private const int LongestText = 500;

    public Outcome Try(Advance advance, CaseUnit unit, WorkItem item, IncidentHandled handled, Guid userId, DateTimeOffset now)
    {
        if (Set(unit, handled.Values ?? new Dictionary<string, string>(), userId, now) is { } wrong) return wrong;
        var element = advance.Case.Process.Token(item.TokenId)?.ElementId;
        item.Finish(now);
        if (advance.Case.Process.Token(item.TokenId) is { Status: TokenStatus.Incident })
        {
            advance.Run(engine.Retry(advance.Case.Process, item.TokenId, advance.Variables()));
        }
        else if (advance.ScopeOf(item) is (var scope, IStepHandler handler))
        {
            handler.Enter(scope);
            advance.Follow(scope);
        }

        advance.Settle(); // several tokens may stand still: the case is at an incident until the last of them has gone on

        var again = unit.Fresh.Where(w => w.Task == StepDesk.Incident.Task).Select(w => StoredJson.Read<Stop>(w.Payload)).FirstOrDefault(s => s.Element == element);
        if (again is not null) return Outcome.No("cases.retry-failed", again.Name, again.Message);
        unit.Note("incident-solved", element, userId, now, null);
        return Outcome.Ok;
    }

    private Refusal? Set(CaseUnit unit, IReadOnlyDictionary<string, string> values, Guid userId, DateTimeOffset now)
    {
        foreach (var (name, text) in values)
        {
            if (name.Length is 0 or > 60 || !char.IsAsciiLetterLower(name[0]) || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') || text.Length > LongestText)
                return new Refusal("cases.bad-fact", name);
            if (handlers.Facts.Find(name) is { Closed: true }) return new Refusal("cases.untouchable-fact", name);
            if (!TryRead(text.Trim(), out var value)) return new Refusal("cases.bad-fact-value", name, text);
            var before = unit.Case.Facts.Named(name);
            unit.Case.Facts.Take(name, value);
            unit.Note("fact-set", null, userId, now, $"{name}: {before ?? "null"} → {value ?? "null"}");
            unit.Audit(userId, "case.fact-set", $"case:{unit.Case.Number}", StoredJson.Write(new { name, before, value }));
        }

        return null;
    }

    private static bool TryRead(string text, out object? value)
    {
        value = text switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            ['"', .. var inner, '"'] => inner,
            _ when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
        return value is not string || text is ['"', _, ..] && text[^1] == '"';
    }

    private sealed record Stop(string Message, string Element, string Name);
}
