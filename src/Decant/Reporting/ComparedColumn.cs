using Decant.Runs;

namespace Decant.Reporting;

/// <summary>One class's share in a column, as teacher and student have it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Teacher">The teacher's, 0 to 1.</param>
/// <param name="Student">The student's, mean over its seeds, 0 to 1.</param>
internal sealed record ComparedColumn(ResultColumn Column, double Teacher, double Student);
