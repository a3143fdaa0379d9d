using System.Globalization;
using System.Xml.Linq;
using CentralOps.Domain.Rules;
using CentralOps.Domain.Rules.Dmn;
using CentralOps.Domain.Rules.Feel;

namespace CentralOps.Benchmarks.Rules;

/// <summary>One expected result of the DMN Technology Compatibility Kit.</summary>
/// <param name="Id">Folder/file:case result.</param>
/// <param name="Failure">What came instead; null = as expected.</param>
internal sealed record TckResult(string Id, string? Failure);

/// <summary>Runs the DMN TCK: models (<c>*.dmn</c>) beside their test cases (<c>*-test-NN.xml</c>).</summary>
internal static class TckSuite
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>All test files below a folder, in order.</summary>
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*-test-*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>All results of one test file.</summary>
    public static IEnumerable<TckResult> Run(string testFile)
    {
        var tests = XDocument.Load(testFile, LoadOptions.PreserveWhitespace).Root!;
        var modelFile = Path.Combine(Path.GetDirectoryName(testFile)!, tests.Child("modelName")?.Value ?? "");
        var label = $"{Path.GetFileName(Path.GetDirectoryName(testFile))}/{Path.GetFileNameWithoutExtension(testFile).Split("-test-")[^1]}";
        if (!File.Exists(modelFile)) return [new TckResult(label, $"there is no model {Path.GetFileName(modelFile)}")];
        var reading = DmnReader.Read(File.ReadAllText(modelFile));
        if (reading.Model is not { } model) return [new TckResult(label, $"the model cannot be read: {reading.Findings[0]}")];
        return tests.Children("testCase").SelectMany(test => Case(model, test, label));
    }

    private static IEnumerable<TckResult> Case(DmnModel model, XElement test, string label)
    {
        var inputs = test.Children("inputNode").ToDictionary(n => NameScope.Normal(n.Attr("name")), Value);
        return test.Children("resultNode").Select(node => new TckResult(
            $"{label}:{test.Attr("id")} {node.Attr("name")}", Check(model, test, node.Attr("name"), inputs, Value(node.Child("expected") ?? node))));
    }

    private static string? Check(DmnModel model, XElement test, string result, Dictionary<string, object?> inputs, object? expected)
    {
        try
        {
            var actual = Evaluate(model, test, result, inputs);
            return Same(expected, actual) ? null : $"expected {Values.Write(expected)}, got {Values.Write(actual)}";
        }
        catch (RuleEvaluationFailed error)
        {
            // An error result is null with a reason.
            return expected is null ? null : $"expected {Values.Write(expected)}, failed: {error.Message}";
        }
    }

    private static object? Evaluate(DmnModel model, XElement test, string result, Dictionary<string, object?> inputs)
    {
        var budget = new Budget(TimeProvider.System);
        if (test.Attr("type") == "decisionService" && model.ServiceNamed(test.Attr("invocableName")) is { } service)
        {
            var value = new DrgRun(model, inputs, budget).Overriding(service.InputDecisions).Evaluate(service);
            return service.OutputDecisions.Count > 1 && value is FeelContext all && all.TryGetValue(NameScope.Normal(result), out var one) ? one : value;
        }

        if (model.ServiceNamed(result) is { } direct) return new DrgRun(model, inputs, budget).Overriding(direct.InputDecisions).Evaluate(direct);
        var decision = model.Find(result) ?? throw new RuleEvaluationFailed($"there is no decision '{result}'");
        return new DrgRun(model, inputs, budget).Evaluate(decision);
    }

    private static object? Value(XElement holder)
    {
        if (holder.Child("list") is { } list) return IsNil(list) ? null : list.Children("item").Select(Value).ToArray();
        var components = holder.Children("component").ToList();
        if (components.Count > 0)
            return new FeelContext(components.Select(c => KeyValuePair.Create(NameScope.Normal(c.Attr("name")), IsNil(c) ? null : Value(c))));
        if (holder.Child("value") is not { } value || IsNil(value)) return null;
        var type = ((string?)value.Attribute(Xsi + "type") ?? "xsd:string").Split(':')[^1];
        var text = value.Value;
        return type switch
        {
            "boolean" => text.Trim() is "true" or "1",
            "decimal" or "integer" or "int" => decimal.Parse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture),
            "double" or "float" => Real(text.Trim()),
            "date" => TemporalText.ReadDate(text.Trim()),
            "time" => TemporalText.ReadTime(text.Trim()),
            "dateTime" => TemporalText.ReadDateTime(text.Trim()),
            "duration" or "dayTimeDuration" or "yearMonthDuration" => TemporalText.ReadDuration(text.Trim()),
            _ => text,
        };
    }

    private static decimal? Real(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsNil(XElement element) => (bool?)element.Attribute(Xsi + "nil") == true;

    // Numbers to 8 decimal places: the kit's own results come from engines of different precision.
    private static bool Same(object? expected, object? actual) => (expected, actual) switch
    {
        (null, null) => true,
        (decimal a, decimal b) => Math.Abs(a - b) <= 0.00000001m * Math.Max(1, Math.Abs(a)),
        (FeelContext a, FeelContext b) => a.Count == b.Count && a.All(e => b.TryGetValue(e.Key, out var other) && Same(e.Value, other)),
        (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(p => Same(p.First, p.Second)),
        (FeelTime a, FeelTime b) => a == b,
        (FeelDateTime a, FeelDateTime b) => a == b,
        _ => Operators.Equal(expected, actual) == true,
    };
}
