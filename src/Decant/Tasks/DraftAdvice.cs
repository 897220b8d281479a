namespace Decant.Tasks;

/// <summary>What a person who knows a task would begin a recipe with.</summary>
/// <param name="One">One thing that is answered, such as <c>class</c>.</param>
internal sealed record DraftAdvice(string One)
{
    /// <summary>The temperature of the loss with the teacher's answers; null where it has none, or 1 is right.</summary>
    public string? Temperature { get; init; }

    /// <summary>The architecture of the student; null where samples and teacher decide.</summary>
    public string? Model { get; init; }

    /// <summary>Whether the answer stays the same where an image is shifted a little.</summary>
    public bool MayShift { get; init; }

    /// <summary>Whether gradients ask for steps that adapt, whatever the samples are.</summary>
    public bool IsSteep { get; init; }
}
