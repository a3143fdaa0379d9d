using CentralOps.Domain.Configuration;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Rules.Dmn;

namespace CentralOps.Domain.Rules;

/// <summary>Judges a rule set before it is kept: every expression must be readable.</summary>
public sealed class RuleSetCheck : IConfigurationCheck
{
    /// <inheritdoc />
    public string Kind => ConfigurationKind.RuleSet;

    /// <inheritdoc />
    public IReadOnlyList<ModelFinding> Check(string key, string content)
    {
        var reading = DmnReader.Read(content);
        if (reading.Model is { } model && reading.Findings.Count == 0 && !model.Decisions.Any())
            return [new ModelFinding("rules.no-decision", "", key, 0, "the model holds no decision", key)];
        return reading.Findings;
    }

    /// <inheritdoc />
    public bool RefusesDraft(ModelFinding finding) => true;
}
