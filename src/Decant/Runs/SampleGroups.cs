namespace Decant.Runs;

/// <summary>Into which groups a column divides the test samples.</summary>
/// <param name="Column">The column, such as <c>sex</c>.</param>
/// <param name="Names">Its groups, such as <c>Female</c> and <c>Male</c>.</param>
/// <param name="Places">The group of each test sample, an index into <paramref name="Names"/>, in the order of the split.</param>
internal sealed record SampleGroups(string Column, IReadOnlyList<string> Names, IReadOnlyList<int> Places);
