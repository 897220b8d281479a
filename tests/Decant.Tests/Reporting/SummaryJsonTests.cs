using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Decant.Reporting;
using Decant.Runs;
using Decant.Tests.Evaluation;
using Decant.Tests.Runs;
using Decant.Tests.Shared;

namespace Decant.Tests.Reporting;

public partial class SummaryJsonTests
{
    [Fact]
    public void A_run_gives_the_file_that_was_looked_at() =>
        Snapshot.Equals(
            "summary.json",
            LongFraction().Replace(SummaryJson.Of(SampleRun.OfDigits()), number => double.Parse(number.Value).ToString("G10"))
        );

    [Fact]
    public void Every_field_of_the_design_is_there_with_its_number()
    {
        var root = Parse(SampleRun.OfDigits());

        Assert.Equal("decant/run/2", root.GetProperty("schema").GetString());
        Assert.Equal("image-classification", root.GetProperty("task").GetString());
        Assert.Equal("accuracy", root.GetProperty("metric").GetProperty("name").GetString());
        Assert.Equal("fraction", root.GetProperty("metric").GetProperty("unit").GetString());
        Assert.True(root.GetProperty("metric").GetProperty("higherIsBetter").GetBoolean());
        Assert.Equal(2_395_210, root.GetProperty("teacher").GetProperty("parameters").GetInt64());
        Assert.Equal(9_582_114, root.GetProperty("teacher").GetProperty("bytes").GetInt64());
        Assert.Equal(4_785_600, root.GetProperty("teacher").GetProperty("flops").GetInt64());
        Assert.Equal(0.991, root.GetProperty("teacher").GetProperty("test").GetProperty("accuracy").GetDouble(), 12);
        Assert.Equal("student.onnx", root.GetProperty("student").GetProperty("file").GetString());
        Assert.Equal(118_282, root.GetProperty("student").GetProperty("parameters").GetInt64());
        Assert.Equal(
            ["distilled", "scratch"],
            root.GetProperty("arms").EnumerateArray().Select(arm => arm.GetProperty("name").GetString())
        );
        var accuracy = root.GetProperty("arms")[0].GetProperty("test").GetProperty("accuracy");
        Assert.Equal(0.985, accuracy.GetProperty("mean").GetDouble(), 12);
        Assert.Equal(
            [0.985, 0.9845, 0.9855],
            accuracy.GetProperty("values").EnumerateArray().Select(value => Math.Round(value.GetDouble(), 12))
        );
        Assert.Equal(0.985 / 0.991, root.GetProperty("retention").GetDouble(), 12);
        Assert.Equal(91.25, root.GetProperty("seconds").GetProperty("teacher").GetDouble(), 12);
        Assert.Equal(13.5 + 14.5 + 15.5, root.GetProperty("seconds").GetProperty("distilled").GetDouble(), 12);
        Assert.Equal(43.5, root.GetProperty("seconds").GetProperty("scratch").GetDouble(), 12);
    }

    [Fact]
    public void A_run_without_a_student_says_null_and_not_zero()
    {
        var digits = SampleRun.OfDigits(1);
        var root = Parse(digits with { Arms = [digits.Arms[0]] });

        Assert.Equal(JsonValueKind.Null, root.GetProperty("student").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("retention").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("outcome").ValueKind);
        Assert.Empty(root.GetProperty("arms").EnumerateArray());
    }

    [Fact]
    public void A_number_that_JSON_does_not_have_is_null()
    {
        var digits = SampleRun.OfDigits(1);
        var arm = digits.Arms[1];
        var diverged = arm.Seeds[0].Test.With("negativeLogLikelihood", double.PositiveInfinity);
        var root = Parse(digits with { Arms = [digits.Arms[0], arm with { Seeds = [arm.Seeds[0] with { Test = diverged }] }] });

        var likelihood = root.GetProperty("arms")[0].GetProperty("test").GetProperty("negativeLogLikelihood");
        Assert.Equal(JsonValueKind.Null, likelihood.GetProperty("mean").ValueKind);
        Assert.Equal(JsonValueKind.Null, likelihood.GetProperty("values")[0].ValueKind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void The_schema_page_describes_every_field_and_no_other(int seeds)
    {
        var documented = Row().Matches(File.ReadAllText(SchemaPage())).Select(match => match.Groups[1].Value).ToHashSet();
        var written = new SortedSet<string>();
        var store = new StoreFacts
        {
            Folder = "store/teacher",
            Encoding = "f16",
            Answers = 54_000,
            Views = 1,
            Seconds = 2.5,
            BytesPerAnswer = 26.1,
            Agreement = 0.98,
        };
        var required = new RequirementResult("accuracy", true, 0.9, 0.95, MetricFacts.Fraction);
        var share = new Estimate(0.9, 0.85, 0.95);
        var group = new GroupResult("Female", 100)
        {
            Teacher = share,
            Student = share,
            Alone = share,
            Change = new(0, -0.05, 0.05),
        };
        var gap = new GroupGap("Male", "Female", new(0.1, 0.05, 0.15));
        var slice = new SliceResult("sex", [group, group with { Name = "Male" }])
        {
            TeacherGap = gap,
            StudentGap = gap,
            GapChange = new(0, -0.01, 0.01),
        };
        Collect(Parse(SampleRun.OfDigits(seeds) with { Stores = [store], Requirements = [required], Slices = [slice] }), "", written);

        Assert.Empty(written.Except(documented));
        Assert.Empty(documented.Except(written));
    }

    [Fact]
    public void The_whole_evaluation_has_its_classes_and_confusions()
    {
        var run = SampleRun.OfDigits(1);
        var result = run.Arms[1].Seeds[0].Test;
        using var document = JsonDocument.Parse(EvaluationJson.Of(result, run.Data.Classes));

        Assert.Equal(result.Accuracy, document.RootElement.GetProperty("accuracy").GetDouble());
        Assert.Equal(
            result.Scores.Select(score => score.F1),
            document.RootElement.GetProperty("classes").EnumerateArray().Select(one => one.GetProperty("f1").GetDouble())
        );
        Assert.Equal(
            10_000,
            document.RootElement.GetProperty("confusion").EnumerateArray().Sum(row => row.EnumerateArray().Sum(count => count.GetInt64()))
        );
    }

    [Fact]
    public void An_epoch_is_one_line_of_the_log()
    {
        var epoch = SampleRun.OfDigits(1).Arms[1].Seeds[0].Epochs[0];
        var line = EpochJson.Of(epoch);
        using var document = JsonDocument.Parse(line);

        Assert.DoesNotContain('\n', line);
        Assert.Equal("distilled", document.RootElement.GetProperty("arm").GetString());
        Assert.Equal(epoch.LossTerms[0].Value, document.RootElement.GetProperty("lossTerms").GetProperty("soft-targets").GetDouble());
        Assert.Equal(epoch.Validation[0].Value, document.RootElement.GetProperty("validation").GetProperty("accuracy").GetDouble());
    }

    private static JsonElement Parse(Run run)
    {
        using var document = JsonDocument.Parse(SummaryJson.Of(run));
        return document.RootElement.Clone();
    }

    // Fields by their path; an item of a list is "[]", and a name for any metric or arm is in angle brackets.
    private static void Collect(JsonElement element, string path, SortedSet<string> paths)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject())
            {
                var name = path switch
                {
                    "teacher.test." or "arms[].test." => "<metric>",
                    "seconds." when field.Name != "total" => "<arm>",
                    _ => field.Name,
                };
                paths.Add(path + name);
                Collect(field.Value, path + name + ".", paths);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path.TrimEnd('.') + "[].", paths);
            }
        }
    }

    private static string SchemaPage([CallerFilePath] string caller = "") =>
        Path.Combine(Path.GetDirectoryName(caller)!, "..", "..", "..", "docs", "summary-schema.md");

    // The last bits of a sine differ between operating systems.
    [GeneratedRegex(@"\d+\.\d{10,}(E-\d+)?")]
    private static partial Regex LongFraction();

    [GeneratedRegex(@"^\| `([^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
