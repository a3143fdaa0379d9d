using System.Text;

namespace CentralOps.Tests.Cases;

/// <summary>Processes that go straight through their steps.</summary>
internal static class Line
{
    /// <summary>
    /// The steps one after another. An element is named like its step with hyphens; <c>rules:KEY</c> is a rule set, named <c>rules</c>; <c>branch.rework</c> stands beside the
    /// line, named <c>rework</c>, and leads back to its beginning.
    /// </summary>
    public static string Of(params string[] steps)
    {
        var line = steps.Where(s => s != "branch.rework").ToList();
        var model = new StringBuilder("""
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:co="http://centralops.example/bpmn" targetNamespace="test">
              <bpmn:process id="main" isExecutable="true"><bpmn:startEvent id="start"/><bpmn:endEvent id="end"/>
            """);
        string[] path = ["start", .. line.Select(IdOf), "end"];
        for (var i = 0; i + 1 < path.Length; i++) Flow(path[i], path[i + 1]);
        foreach (var step in line)
        {
            model.AppendLine(step.StartsWith("rules:", StringComparison.Ordinal)
                ? $"""<bpmn:businessRuleTask id="rules" name="rules" co:ruleset="{step[6..]}"/>"""
                : $"""<bpmn:userTask id="{IdOf(step)}" name="{step}" co:step="{step}"/>""");
        }

        if (line.Count < steps.Length)
        {
            model.AppendLine("""<bpmn:userTask id="rework" name="Rework" co:step="branch.rework"/>""");
            Flow("rework", path[1]);
        }

        return model.Append("</bpmn:process></bpmn:definitions>").ToString();

        void Flow(string from, string to) => model.AppendLine($"""<bpmn:sequenceFlow id="{from}-{to}" sourceRef="{from}" targetRef="{to}"/>""");
    }

    private static string IdOf(string step) => step.StartsWith("rules:", StringComparison.Ordinal) ? "rules" : step.Replace('.', '-');
}
