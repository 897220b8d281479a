using System.Xml.Linq;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;

namespace Decant.Tests.Reporting;

public class JUnitXmlTests
{
    private static readonly Run s_run = SampleRun.OfDigits() with
    {
        Name = "digits \u0001 & <more>",
        Requirements =
        [
            new("accuracy", true, 0.97, 0.985, MetricFacts.Fraction),
            new("size", false, 400_000, 474_530, RequirementResult.Bytes),
            new("latency-p99", false, 0.002, null, RequirementResult.Seconds),
        ],
    };

    [Fact]
    public void Every_requirement_and_the_verdict_are_a_test_case()
    {
        var suite = Suite(s_run);
        var cases = suite.Elements("testcase").ToArray();

        Assert.Equal(("4", "2", "0"), (Of(suite, "tests"), Of(suite, "failures"), Of(suite, "skipped")));
        Assert.Equal(["decant.require", "decant.require", "decant.require", "decant.verdict"], cases.Select(one => Of(one, "classname")));
        Assert.Equal([false, true, true, false], cases.Select(one => one.Element("failure") is not null));
        Assert.Equal("size: asked at most 400 kB, measured 475 kB", Of(cases[1].Element("failure")!, "message"));
        Assert.EndsWith("measured not measured", Of(cases[2].Element("failure")!, "message"));
        Assert.StartsWith("Distillation improved accuracy", cases[3].Element("system-out")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_chance_explains_is_skipped_and_harm_is_a_failure()
    {
        Assert.Equal("not enough seeds", Of(Verdict([0.98], [0.97]).Element("skipped")!, "message"));
        Assert.Equal("hurt", Of(Verdict([0.95, 0.951, 0.952], [0.97, 0.971, 0.9715]).Element("failure")!, "message"));
    }

    [Fact]
    public void Names_from_outside_stay_names() => Assert.Equal("decant digits   & <more>", Of(Suite(s_run), "name"));

    private static XElement Verdict(double[] distilled, double[] scratch) =>
        Suite(SampleRun.WithAccuracies([0.99], distilled, scratch)).Elements("testcase").Single();

    private static XElement Suite(Run run) => XDocument.Parse(JUnitXml.Of(run)).Root!.Elements("testsuite").Single();

    private static string Of(XElement element, string attribute) => element.Attribute(attribute)!.Value;
}
