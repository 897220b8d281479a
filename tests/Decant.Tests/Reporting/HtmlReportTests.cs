using System.Collections.Concurrent;
using System.Xml;
using System.Xml.Linq;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Runs;
using Decant.Tests.Shared;

namespace Decant.Tests.Reporting;

public class HtmlReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly ConcurrentDictionary<string, Run> Made = new();

    public static TheoryData<string> Runs =>
        [
            "three seeds",
            "one seed",
            "no control arm",
            "only a teacher",
            "a teacher from a file",
            "hostile names",
            "30 classes",
            "150 classes",
            "diverged",
        ];

    [Fact]
    public void A_run_gives_the_page_that_was_looked_at() => Snapshot.Equals("report.html", HtmlReport.Of(Run("three seeds")));

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_page_is_well_formed(string run)
    {
        Assert.Equal("html", Parse(HtmlReport.Of(Run(run))).Root!.Name.LocalName);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Every_page_needs_nothing_else(string run)
    {
        var page = Parse(HtmlReport.Of(Run(run)));

        string[] fetching = ["script", "link", "img", "iframe", "object", "embed", "audio", "video", "image", "use"];
        Assert.DoesNotContain(page.Descendants(), element => fetching.Contains(element.Name.LocalName));
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute =>
            attribute.Name.LocalName is "src" or "href" or "srcset" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)
        );
        Assert.DoesNotContain("@import", ReportStyle.Css);
        Assert.DoesNotContain("url(", ReportStyle.Css);
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Ids_are_unique_and_every_chart_has_a_title_and_a_description(string run)
    {
        var page = Parse(HtmlReport.Of(Run(run)));
        var ids = page.Descendants().Attributes("id").Select(id => id.Value).ToArray();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants(Svg + "svg"), chart =>
        {
            Assert.NotEmpty(chart.Element(Svg + "title")!.Value);
            Assert.NotEmpty(chart.Element(Svg + "desc")!.Value);
            Assert.All(chart.Attribute("aria-labelledby")!.Value.Split(' '), id => Assert.Contains(id, ids.AsEnumerable()));
        });
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_coordinate_is_not_a_number(string run)
    {
        var drawings = Parse(HtmlReport.Of(Run(run)))
            .Descendants(Svg + "svg")
            .SelectMany(svg => svg.Descendants())
            .Where(element => element.Name != Svg + "text");

        Assert.DoesNotContain(drawings.Attributes(), attribute =>
            attribute.Value.Contains("NaN", StringComparison.Ordinal) || attribute.Value.Contains('∞')
        );
    }

    [Fact]
    public void Verdict_recipe_machine_and_seed_come_before_the_numbers()
    {
        var page = HtmlReport.Of(Run("three seeds"));
        string[] inOrder =
        [
            "<h1>",
            "class=\"verdict",
            "id=\"run\"",
            "Seed",
            "Intel Xeon",
            "soft-targets: {",
            "id=\"comparison\"",
            "id=\"training\"",
            "id=\"confusion\"",
            "id=\"classes\"",
            "id=\"meaning\"",
            "id=\"usage\"",
        ];

        var places = inOrder.Select(part => page.IndexOf(part, StringComparison.Ordinal)).ToArray();

        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_hostile_name_stays_text()
    {
        var page = Parse(HtmlReport.Of(Run("hostile names")));

        Assert.Contains(page.Descendants("th"), cell => cell.Value == "<script>alert(1)</script>");
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "\" onmouseover='x'&amp;");
        // A bell and half of a surrogate pair cannot be written in XML.
        Assert.Contains(page.Descendants("th"), cell => cell.Value == "bell\uFFFD half\uFFFD");
        Assert.Equal("<b>bold</b> – Decant report", page.Descendants("title").First().Value);
    }

    [Fact]
    public void The_table_shows_mean_and_deviation_over_the_seeds()
    {
        var rows = Table(HtmlReport.Of(Run("three seeds")));

        // Distilled errors are 150, 155, 145 of 10,000: mean 150, deviation 5; scratch 243, 251, 235: mean 243, deviation 8.
        Assert.Equal(["99.10 %", "98.50 ± 0.05 %", "97.57 ± 0.08 %"], rows["Accuracy"]);
        Assert.Equal(["90", "150.0 ± 5.0", "243.0 ± 8.0"], rows["Errors"]);
        Assert.Equal(["2,395,210", "118,282", "118,282"], rows["Parameters"]);
        Assert.Equal(["412 µs (655 µs)", "21.0 µs (33.0 µs)", "21.0 µs (33.0 µs)"], rows["Latency, batch 1"]);
        Assert.Equal(["1 min 31 s", "44 s", "44 s"], rows["Training time"]);
    }

    [Fact]
    public void A_row_that_nobody_has_a_number_for_is_left_out()
    {
        var teacherOnly = SampleRun.OfDigits() with { Arms = [SampleRun.OfDigits().Arms[0]] };

        Assert.DoesNotContain("Agreement with teacher", Table(HtmlReport.Of(teacherOnly)).Keys);
    }

    [Fact]
    public void Up_to_20_classes_the_matrix_has_numbers_and_beyond_100_there_is_none()
    {
        Assert.NotEmpty(Cells(Run("three seeds")));
        Assert.Empty(Cells(Run("30 classes")));
        Assert.NotEmpty(Rectangles(Run("30 classes")));
        Assert.Empty(Rectangles(Run("150 classes")));

        static IEnumerable<XElement> Cells(Run run) =>
            Parse(HtmlReport.Of(run))
                .Descendants(Svg + "text")
                .Where(text => text.Attribute("class")!.Value.StartsWith("cell", StringComparison.Ordinal));
        static IEnumerable<XElement> Rectangles(Run run) =>
            Parse(HtmlReport.Of(run)).Descendants(Svg + "rect").Where(box => box.Attribute("class")?.Value == "wrong");
    }

    [Fact]
    public void The_numbers_in_the_matrix_add_up_to_the_test_samples()
    {
        var cells = Parse(HtmlReport.Of(Run("three seeds")))
            .Descendants(Svg + "text")
            .Where(text => text.Attribute("class")!.Value.StartsWith("cell", StringComparison.Ordinal));

        Assert.Equal(10_000, cells.Sum(cell => int.Parse(cell.Value)));
    }

    private static Dictionary<string, string[]> Table(string page) =>
        Parse(page)
            .Descendants("table")
            .First(table => table.Attribute("class")?.Value == "comparison")
            .Element("tbody")!
            .Elements("tr")
            .ToDictionary(
                row => row.Element("th")!.Value,
                row => row.Elements("td").Select(cell => cell.Value.Replace('\u00A0', ' ')).ToArray()
            );

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    private static Run Run(string which) => Made.GetOrAdd(which, Make);

    private static Run Make(string which)
    {
        var digits = SampleRun.OfDigits();
        return which switch
        {
            "three seeds" => digits,
            "one seed" => SampleRun.OfDigits(seeds: 1),
            "no control arm" => digits with { Arms = [.. digits.Arms.Take(2)] },
            "only a teacher" => digits with { Arms = [digits.Arms[0]] },
            "a teacher from a file" => digits with
            {
                Arms =
                [
                    digits.Arms[0] with
                    {
                        Seeds =
                        [
                            digits.Arms[0].Seeds[0] with
                            {
                                Origin = ModelOrigin.Given,
                                Epochs = [],
                                Steps = null,
                                StopReason = null,
                                ChosenEpoch = null,
                            },
                        ],
                    },
                    .. digits.Arms.Skip(1),
                ],
            },
            "hostile names" => SampleRun.Of([
                "<script>alert(1)</script>",
                "\" onmouseover='x'&amp;",
                "bell\a half\uD800",
                "</title></svg>",
                "ein sehr langer Klassenname, der nirgends Platz hat",
            ]) with
            {
                Name = "<b>bold</b>",
                Recipe = "# ]]> --> <!-- </pre>",
            },
            "30 classes" => SampleRun.Of([.. Enumerable.Range(0, 30).Select(c => $"class {c}")]),
            "150 classes" => SampleRun.Of([.. Enumerable.Range(0, 150).Select(c => $"class {c}")]),
            "diverged" => digits with
            {
                Arms =
                [
                    .. digits.Arms.Select(arm =>
                        arm with
                        {
                            Seeds =
                            [
                                .. arm.Seeds.Select(seed =>
                                    seed with
                                    {
                                        Epochs =
                                        [
                                            .. seed.Epochs.Select(epoch =>
                                                epoch with
                                                {
                                                    TotalLoss = double.NaN,
                                                    LossTerms = [],
                                                    Validation = [],
                                                }
                                            ),
                                        ],
                                    }
                                ),
                            ],
                        }
                    ),
                ],
            },
            _ => throw new ArgumentException(which),
        };
    }
}
