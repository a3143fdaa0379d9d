using System.Text.RegularExpressions;
using System.Xml.Linq;
using CentralOps.Domain.Kernel;
using CentralOps.Domain.Processes.Design;
using CentralOps.Tests.Support;

namespace CentralOps.Tests.Processes;

/// <summary>What the designer does not even keep, what it keeps but does not publish, and how it says so.</summary>
public sealed partial class RefusedModelTests
{
    private readonly ProcessCheck _check = ShippedSteps.Check(new ShippedConfiguration());

    [Fact]
    public void An_entity_bomb_is_not_kept() =>
        NotKept("""<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>""", "process.not-xml");

    [Fact]
    public void A_model_beyond_the_limit_is_not_kept() => NotKept(new string(' ', SafeXml.MaxCharacters + 1), "process.not-xml");

    [Fact]
    public void Another_kind_of_document_is_not_kept() => NotKept("<html/>", "process.not-bpmn");

    [Theory]
    [InlineData("""<bpmn:scriptTask id="x" name="计算"/>""", "process.unsupported-element", "x")]
    [InlineData("""<bpmn:receiveTask id="x" name="等待" messageRef="nowhere"/>""", "process.reference-missing", "x")]
    [InlineData("""<bpmn:userTask id="x" name="复核" co:step="review"/><bpmn:sequenceFlow id="lost" sourceRef="x" targetRef="nowhere"/>""", "process.flow-end-missing", "lost")]
    public void What_is_unfinished_is_kept_but_said_on_its_element(string body, string code, string element)
    {
        var xml = Bench.Wrap("p", """<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>""" + body + Bench.Flows("s-x", "x-e"));
        var finding = Assert.Single(_check.Check("p", xml), f => f.Code == code);
        Assert.Equal(element, finding.ElementId);
        Assert.False(finding.IsWarning);
        Assert.False(_check.RefusesDraft(finding));
    }

    [Theory]
    [InlineData("ProcessesTexts.resx")]
    [InlineData("ProcessesTexts.zh-CN.resx")]
    public void Every_finding_has_its_business_words(string file)
    {
        var texts = XDocument.Load(Path.Combine(ShippedConfiguration.Root, "CentralOps.Web", "Texts", file)).Descendants("data").Select(d => d.Attribute("name")!.Value).ToHashSet();
        var codes = Directory.EnumerateFiles(Path.Combine(ShippedConfiguration.Root, "CentralOps.Domain", "Processes"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Code().Matches(File.ReadAllText(f)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.True(codes.Count > 20);
        Assert.Equal([], codes.FindAll(c => !texts.Contains($"Finding.{c}")));
    }

    private void NotKept(string xml, string code)
    {
        var finding = Assert.Single(_check.Check("p", xml));
        Assert.Equal(code, finding.Code);
        Assert.True(_check.RefusesDraft(finding));
    }

    [GeneratedRegex("\"(process\\.[a-z-]+)\"")]
    private static partial Regex Code();
}
