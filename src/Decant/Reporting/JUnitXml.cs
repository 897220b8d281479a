using System.Globalization;
using System.Text;
using System.Xml;
using Decant.Evidence;
using Decant.Runs;

namespace Decant.Reporting;

/// <summary>
/// A run as JUnit XML, which build servers read: a test case for every requirement, failed where it is not met, and one for the verdict,
/// passed
/// where distillation helped, failed where it did harm, and skipped where nothing may be said.
/// </summary>
internal static class JUnitXml
{
    /// <summary>The content of the file.</summary>
    public static string Of(Run run)
    {
        var verdict = DistillationEvidence.Of(run) is { } evidence ? Verdict.Of(evidence) : null;
        var failures = run.Requirements.Count(requirement => !requirement.IsMet) + (verdict?.Outcome == Outcome.Hurt ? 1 : 0);
        var text = new StringBuilder();
        var settings = new XmlWriterSettings
        {
            Indent = true,
            NewLineChars = "\n",
            OmitXmlDeclaration = true,
        };
        using (var xml = XmlWriter.Create(text, settings))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", Legal($"decant {run.Name}"));
            Number(xml, "tests", run.Requirements.Count + (verdict is null ? 0 : 1));
            Number(xml, "failures", failures);
            Number(xml, "errors", 0);
            Number(xml, "skipped", verdict is null or { Outcome: Outcome.Helped or Outcome.Hurt } ? 0 : 1);
            xml.WriteAttributeString("time", (run.Finished - run.Started).TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
            xml.WriteAttributeString("timestamp", run.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
            foreach (var requirement in run.Requirements)
            {
                Write(xml, requirement);
            }

            if (verdict is not null)
            {
                Write(xml, verdict);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    private static void Write(XmlWriter xml, RequirementResult requirement)
    {
        Begin(xml, "decant.require", $"{requirement.Name} {RequirementText.Asked(requirement)}");
        if (!requirement.IsMet)
        {
            Message(
                xml,
                "failure",
                $"{requirement.Name}: asked {RequirementText.Asked(requirement)}, measured {RequirementText.Measured(requirement)}"
            );
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Verdict verdict)
    {
        Begin(xml, "decant.verdict", "distillation helped");
        if (verdict.Outcome != Outcome.Helped)
        {
            Message(xml, verdict.Outcome == Outcome.Hurt ? "failure" : "skipped", ComparisonText.Of(verdict.Outcome));
        }

        xml.WriteElementString("system-out", Legal(verdict.Text));
        xml.WriteEndElement();
    }

    private static void Begin(XmlWriter xml, string group, string name)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", group);
        xml.WriteAttributeString("name", Legal(name));
    }

    private static void Message(XmlWriter xml, string element, string message)
    {
        xml.WriteStartElement(element);
        xml.WriteAttributeString("message", Legal(message));
        xml.WriteEndElement();
    }

    private static void Number(XmlWriter xml, string name, int number) =>
        xml.WriteAttributeString(name, number.ToString(CultureInfo.InvariantCulture));

    // XML has no control characters, however they are written.
    private static string Legal(string text) => string.Concat(text.Select(letter => XmlConvert.IsXmlChar(letter) ? letter : ' '));
}
