using Decant.Data.Fields;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Decant.Losses;
using Decant.Students;
using Decant.Tasks;
using Decant.Tasks.Embeddings;
using Decant.Tests.Shared;
using Decant.Training;

namespace Decant.Tests.Losses.Vectors;

/// <summary>The losses of vectors against their formulas in plain loops, and their gradients against finite differences.</summary>
public class VectorLossCases
{
    private const int N = 4,
        D = 3;

    public static TheoryData<string> Losses => [.. new[] { "vector-cosine", "vector-similarities" }];

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_value_is_that_of_the_formula(string name)
    {
        var (student, teacher) = (Numbers(1), Numbers(2));

        Assert.Equal(Formula(name, student, teacher), Run(name, student, teacher).Loss, 1e-5);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_gradient_is_that_of_finite_differences(string name)
    {
        var (student, teacher) = (Numbers(3), Numbers(4));
        var gradient = Run(name, student, teacher).Gradient;
        for (var place = 0; place < student.Length; place++)
        {
            const double step = 1e-4;
            double[] more = [.. student.Select(number => (double)number)],
                less = [.. more];
            more[place] += step;
            less[place] -= step;
            Assert.Equal((Formula(name, more, teacher) - Formula(name, less, teacher)) / (2 * step), gradient[place], 1e-4);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_vector_of_zeros_has_no_direction_and_no_harm(string name)
    {
        var student = Numbers(5);
        student.AsSpan(D, D).Clear();
        var (loss, gradient) = Run(name, student, Numbers(6));

        Assert.True(float.IsFinite(loss));
        Assert.All(gradient, slope => Assert.True(float.IsFinite(slope)));
    }

    private static (float Loss, float[] Gradient) Run(string name, float[] student, float[] teacher)
    {
        var task = LearningTasks.Of("text-embedding");
        var graph = new Graph("vectors");
        var weights = graph.AddParameter("weights", Tensor.From<float>(student, N, D));
        graph.AddOutput(weights.Gather(graph.AddInput("place", ElementType.Int64, new Shape("N"))), Network.Logits);
        var schema = new Schema([
            new Field("place", ElementType.Int64, [], FieldRole.Input),
            new Field(TextEmbedding.VectorField, ElementType.Float32, [new("D", D)], FieldRole.Truth),
        ]);
        var design = new TrainingDesign(graph, [task.Losses.Single(loss => loss.Name == name) with { Weight = 1 }])
        {
            Task = task,
            Schema = schema,
        };
        var training = TrainingGraph.Build(design, new Dictionary<string, ScheduledNumber>());
        var vector = training.Inputs.Single(input => input.Name.EndsWith(TextEmbedding.VectorField, StringComparison.Ordinal)).Name;
        var answers = GraphRun.Of(
            training,
            new Dictionary<string, Tensor> { ["place"] = Tensor.From<long>([0, 1, 2, 3], N), [vector] = Tensor.From<float>(teacher, N, D) },
            "reference"
        );
        return (
            answers[TrainingGraph.TotalLoss].Span<float>()[0],
            answers[TrainingGraph.GradientOutput("weights")].Span<float>().ToArray()
        );
    }

    private static double Formula(string name, IReadOnlyList<float> student, float[] teacher) =>
        Formula(name, [.. student.Select(number => (double)number)], teacher);

    private static double Formula(string name, double[] student, float[] teacher)
    {
        double[] other = [.. teacher.Select(number => (double)number)];
        double sum = 0;
        for (var n = 0; n < N; n++)
        {
            sum += name == "vector-cosine" ? (1 - Cosine(student, n, other, n)) / N : 0;
            for (var m = 0; m < N && name != "vector-cosine"; m++)
            {
                sum += Math.Pow(Cosine(student, n, student, m) - Cosine(other, n, other, m), 2) / (N * N);
            }
        }

        return sum;
    }

    private static double Cosine(double[] one, int n, double[] other, int m)
    {
        var (x, y) = (one.Skip(n * D).Take(D).ToArray(), other.Skip(m * D).Take(D).ToArray());
        return x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));
    }

    private static float[] Numbers(int seed) => [.. Enumerable.Range(0, N * D).Select(i => (float)Math.Sin((seed * 1.7) + (i * 2.3)))];
}
