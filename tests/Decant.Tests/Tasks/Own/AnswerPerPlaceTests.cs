using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Evaluation;
using Decant.Losses;
using Decant.Runs;
using Decant.Students;
using Decant.Tasks;
using Decant.Tests.Shared;
using Decant.Training;

namespace Decant.Tests.Tasks.Own;

/// <summary>A task with an answer for each word of a text: what pads a text is nothing that a loss sees.</summary>
public class AnswerPerPlaceTests
{
    private const int Words = 6,
        C = 3;
    private const double Temperature = 2;

    // Two texts, of three words and of one; word 5 only pads.
    private static readonly int[][] s_texts =
    [
        [0, 3, 1],
        [4],
    ];
    private static readonly float[] s_table = Numbers(1, Words * C);

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Soft_targets_are_the_mean_over_the_words_whatever_the_padding(int width)
    {
        var (loss, gradient) = Run(width);

        var expected =
            Temperature
            * Temperature
            * s_texts
                .SelectMany((text, n) => text.Select((word, t) => (word, Teacher: TeacherOf(n, t))))
                .Average(place =>
                {
                    var (p, q) = (Softmax(place.Teacher), Softmax(s_table.AsSpan(place.word * C, C).ToArray()));
                    return p.Zip(q, (own, other) => own * (Math.Log(own) - Math.Log(other))).Sum();
                });
        Assert.Equal(expected, loss, 1e-5);
        Assert.All(gradient[(5 * C)..], slope => Assert.Equal(0, slope));
        Assert.Contains(gradient[..C], slope => slope != 0);
    }

    private static (double Loss, float[] Gradient) Run(int width)
    {
        var student = new Graph("words");
        var words = student.AddInput("words", ElementType.Int64, new Shape("N", "T"));
        var table = student.AddParameter("table", Tensor.From<float>(s_table, Words, C));
        student.AddOutput(table.Gather(words), Network.Logits);
        var design = new TrainingDesign(student, [new SoftTargetsLoss { Temperature = Temperature, Weight = 1 }])
        {
            Task = new WordTask(),
            Schema = new Schema([new Field("words", ElementType.Int64, [FieldSize.UpTo("T", 9)], FieldRole.Input)]),
        };
        var graph = TrainingGraph.Build(design, new Dictionary<string, ScheduledNumber>());
        var (ids, mask, teacher) = (new long[2 * width], new float[2 * width], new float[2 * width * C]);
        for (var place = 0; place < ids.Length; place++)
        {
            var (n, t) = (place / width, place % width);
            var isWord = t < s_texts[n].Length;
            (ids[place], mask[place]) = (isWord ? s_texts[n][t] : 5, isWord ? 1 : 0);
            TeacherOf(n, t).CopyTo(teacher, place * C);
        }

        var inputs = new Dictionary<string, Tensor>
        {
            ["words"] = Tensor.From<long>(ids, 2, width),
            [TrainingGraph.TeacherLogits] = Tensor.From<float>(teacher, 2, width, C),
        };
        foreach (var input in graph.Inputs.Where(input => input.Name.EndsWith("words.mask", StringComparison.Ordinal)))
        {
            inputs[input.Name] = Tensor.From<float>(mask, 2, width);
        }

        var answers = GraphRun.Of(graph, inputs, "reference");
        return (
            answers[TrainingGraph.TotalLoss].Span<float>()[0],
            answers[TrainingGraph.GradientOutput("table")].Span<float>()[..(Words * C)].ToArray()
        );
    }

    private static float[] TeacherOf(int n, int t) => Numbers(11 + (7 * n) + t, C);

    private static float[] Numbers(int seed, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(Math.Sin((seed * 1.7) + (i * 2.3)) * 2))];

    private static double[] Softmax(float[] logits)
    {
        double[] powers = [.. logits.Select(logit => Math.Exp(logit / Temperature))];
        return [.. powers.Select(power => power / powers.Sum())];
    }

    private sealed class WordTask() : LearningTask("words-of-a-kind")
    {
        public override AnswerMeaning Answers => AnswerMeaning.Classes;

        public override MetricFacts MainMetric => Accuracy.Facts;

        public override IReadOnlyList<MetricFacts> DecidingMetrics { get; } = [Accuracy.Facts];

        protected internal override IReadOnlyList<string> AnswerShape { get; } = ["N", "T", "C"];

        protected internal override string? FieldOfPlaces => "words";

        protected internal override TaskMetrics Metrics(LearningGoal goal, Dataset data) => throw new NotSupportedException();
    }
}
