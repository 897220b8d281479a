namespace Decant.Runs;

/// <summary>The accuracy that needs no network: always to answer the class that is most frequent in the split.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Accuracy">Its share of the samples, 0 to 1.</param>
/// <param name="Classes">How many classes there are, 2 or more.</param>
internal sealed record MajorityAnswer(int Class, double Accuracy, int Classes);
