using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Tests.Rules;

/// <summary>The short way to an answer gives what the long way gives, whatever comes in.</summary>
public sealed class ConstantAnswersTests
{
    private static readonly object?[] Amounts = [null, 0m, 49_999.99m, 50_000m, 999_999m, 1_000_000, 2_000_000L, 5_000_000.0, "50000", true, new DateOnly(2026, 11, 26), new object?[] { 60_000m }];
    private static readonly object?[] Urgencies = [null, "urgent", "ordinary", "", 1m, new object?[] { "urgent" }];

    [Theory]
    [InlineData("FIRST", "-")]
    [InlineData("UNIQUE", "-")]
    [InlineData("UNIQUE", "\"ordinary\"")]
    [InlineData("ANY", "-")]
    [InlineData("COLLECT", "-")]
    public void It_answers_as_the_evaluation_does(string policy, string urgency)
    {
        var model = Model(policy, urgency, "1", "2");
        for (var round = 0; round < 2; round++) // first worked out, then known
        {
            foreach (var amount in Amounts)
            {
                foreach (var urgent in Urgencies)
                {
                    var inputs = new Dictionary<string, object?> { ["amount"] = amount, ["urgency"] = urgent };
                    Assert.Equal(Told(() => Long(model, inputs)), Told(() => Decisions.Decide(model, "r", 1, null, inputs, TimeProvider.System)));
                    inputs.Remove("urgency"); // one that is not given at all
                    Assert.Equal(Told(() => Long(model, inputs)), Told(() => Decisions.Decide(model, "r", 1, null, inputs, TimeProvider.System)));
                }
            }
        }
    }

    [Fact]
    public void A_result_that_depends_on_an_input_is_never_kept()
    {
        var model = Model("FIRST", "-", "amount * 2", "2");
        foreach (var amount in new[] { 60_000m, 70_000m, 60_001m })
            Assert.Equal(amount * 2, Decisions.Decide(model, "r", 1, null, new Dictionary<string, object?> { ["amount"] = amount, ["urgency"] = "urgent" }, TimeProvider.System)["level"]);
    }

    [Fact]
    public void A_decision_costs_next_to_no_memory()
    {
        var model = Model("FIRST", "-", "1", "2");
        var inputs = new Dictionary<string, object?> { ["amount"] = 60_000m, ["urgency"] = "urgent" };
        for (var i = 0; i < 100; i++) Decisions.Decide(model, "r", 1, null, inputs, TimeProvider.System);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Decisions.Decide(model, "r", 1, null, inputs, TimeProvider.System);
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - before) / 1000, 0, 200);
    }

    // Without what is known beforehand: the requirements graph evaluated as the standard says.
    private static DecisionResult Long(DmnModel model, Dictionary<string, object?> inputs)
    {
        var budget = new Budget(TimeProvider.System);
        var value = new DrgRun(model, inputs, budget).Evaluate(model.Find(null)!);
        if (budget.Violation is { } violation) throw new RuleEvaluationFailed(violation);
        return new DecisionResult("r", 1, budget.FiredRules, new Dictionary<string, object?> { ["level"] = Values.Out(value) });
    }

    private static string Told(Func<DecisionResult> decide)
    {
        try
        {
            var result = decide();
            return $"{string.Join(",", result.FiredRules)} → {FeelText.Of(result["level"])}";
        }
        catch (RuleEvaluationFailed error)
        {
            return error.Message;
        }
    }

    private static DmnModel Model(string policy, string urgency, string high, string low) => DmnReader.Read($"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="m" namespace="t" id="d">
          <inputData id="i1" name="amount"><variable name="amount" typeRef="number"/></inputData><inputData id="i2" name="urgency"><variable name="urgency" typeRef="string"/></inputData>
          <decision id="t" name="t"><variable name="t"/><informationRequirement><requiredInput href="#i1"/></informationRequirement><informationRequirement><requiredInput href="#i2"/></informationRequirement>
            <decisionTable hitPolicy="{policy}">
              <input><inputExpression typeRef="number"><text>amount</text></inputExpression></input><input><inputExpression typeRef="string"><text>urgency</text></inputExpression></input><output name="level" typeRef="number"/>
              <rule id="a"><inputEntry><text>&gt;= 50000</text></inputEntry><inputEntry><text>"urgent"</text></inputEntry><outputEntry><text>{high}</text></outputEntry></rule>
              <rule id="b"><inputEntry><text>[1000000..5000000)</text></inputEntry><inputEntry><text>{urgency}</text></inputEntry><outputEntry><text>{low}</text></outputEntry></rule>
              <rule id="c"><inputEntry><text>&lt; 50000</text></inputEntry><inputEntry><text>not("urgent")</text></inputEntry><outputEntry><text>3</text></outputEntry></rule>
              <rule id="e"><inputEntry><text>null</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>4</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """).Model!;
}
