using Decant.Runs;

namespace Decant.Tasks.Embeddings;

/// <summary>The mean over texts of the cosine between the student's vector and the teacher's, −1 to 1.</summary>
internal static class MeanCosine
{
    /// <summary>How it is named and told.</summary>
    public static MetricFacts Facts { get; } =
        new("cosine", "", true)
        {
            Title = "Cosine with the teacher",
            Meaning = "The cosine between this model's vector of a text and the teacher's, mean over texts; 1 is the same direction.",
        };
}
