using Decant.Options;

namespace Decant.Recipes;

/// <summary>The student of a recipe out of nothing: the largest of a few sizes with at most a tenth of the teacher's parameters.</summary>
internal static class StudentDraft
{
    private const int ShareOfTeacher = 10;

    private static readonly int[] s_widths = [512, 256, 128, 64, 32, 16];
    private static readonly int[] s_channels = [32, 16, 8, 4];
    private static readonly double[] s_factors = [2, 1, 0.5, 0.25];

    /// <summary>The section <c>student</c>.</summary>
    public static WrittenMap Of(RecipeFacts facts) =>
        facts.Task.Draft.Model is { } asked
            ? Model(asked)
            : KindOf(facts) switch
            {
                "resnet" => Model(
                    "resnet",
                    RecipeDraft.Entry("depth", RecipeDraft.Word("8")),
                    RecipeDraft.Entry("width", RecipeDraft.Word(RecipeDraft.Invariant($"{Factor(facts)}")))
                ),
                "cnn" => Model("cnn", RecipeDraft.Entry("channels", List(Channels(facts)))),
                _ => Model("mlp", RecipeDraft.Entry("hidden", List(Hidden(facts)))),
            };

    /// <summary>Why this student.</summary>
    public static string Reason(RecipeFacts facts) =>
        (facts.Task.Draft.Model is null ? $"about {RecipeDraft.Invariant($"{Parameters(facts)}")} parameters" : "as the task asks")
        + (facts.TeacherParameters is { } teacher ? $"; the teacher has {RecipeDraft.Invariant($"{teacher}")}" : "");

    /// <summary>Parameters of the student that <see cref="Of"/> names, without biases and normalisation.</summary>
    internal static long Parameters(RecipeFacts facts) =>
        KindOf(facts) switch
        {
            "resnet" => ResNet(facts, Factor(facts)),
            "cnn" => Cnn(facts, Channels(facts)),
            _ => Mlp(facts, Hidden(facts)),
        };

    // Colour photographs want depth; grey drawings do with three convolutions; rows, and images of a few pixels, with an MLP.
    private static string KindOf(RecipeFacts facts) =>
        facts switch
        {
            { IsImage: false } => "mlp",
            { SampleShape: [_, < 12, _] or [_, _, < 12] } => "mlp",
            { SampleShape: [1, ..] } => "cnn",
            _ => "resnet",
        };

    private static int[] Hidden(RecipeFacts facts) =>
        Largest(facts, s_widths.Select(width => new[] { width, width }), hidden => Mlp(facts, hidden));

    private static int[] Channels(RecipeFacts facts) =>
        Largest(facts, s_channels.Select(width => new[] { width, 2 * width, 4 * width }), channels => Cnn(facts, channels));

    private static double Factor(RecipeFacts facts) => Largest(facts, s_factors, factor => ResNet(facts, factor));

    // Without a count of the teacher's parameters the second size is taken.
    private static T Largest<T>(RecipeFacts facts, IEnumerable<T> sizes, Func<T, long> parameters)
    {
        var all = sizes.ToList();
        return facts.TeacherParameters is { } teacher
            ? all.FirstOrDefault(size => parameters(size) * ShareOfTeacher <= teacher, all[^1])
            : all[1];
    }

    private static long Mlp(RecipeFacts facts, int[] hidden) =>
        hidden
            .Append(facts.Classes)
            .Aggregate((From: facts.SampleShape.Aggregate(1L, (product, size) => product * size), Sum: 0L), (done, to) =>
                (to, done.Sum + (done.From * to))
            )
            .Sum;

    private static long Cnn(RecipeFacts facts, int[] channels) =>
        channels.Aggregate((From: facts.SampleShape[0], Sum: 0L), (done, to) => (to, done.Sum + (9L * done.From * to))).Sum
        + ((long)channels[^1] * facts.Classes);

    // Three stages of one block (depth 8) of two 3×3 convolutions, and a 1×1 projection where the width changes.
    private static long ResNet(RecipeFacts facts, double factor)
    {
        long first = (long)(16 * factor),
            sum = 9 * facts.SampleShape[0] * first,
            from = first;
        foreach (var to in new[] { first, 2 * first, 4 * first })
        {
            sum += (9 * from * to) + (9 * to * to) + (from == to ? 0 : from * to);
            from = to;
        }

        return sum + (from * facts.Classes);
    }

    private static WrittenMap Model(string name, params WrittenEntry[] options) =>
        RecipeDraft.Map([RecipeDraft.Entry("model", RecipeDraft.Word(name)), .. options]);

    private static WrittenList List(int[] numbers) =>
        new([.. numbers.Select(number => RecipeDraft.Word(RecipeDraft.Invariant($"{number}")))], default);
}
