namespace Decant.Runs;

/// <summary>A test sample that the student answers wrongly, with what its teacher says of it.</summary>
/// <param name="Sample">The sample.</param>
/// <param name="Truth">Its class.</param>
/// <param name="Student">The class that the student answers, and its probability.</param>
/// <param name="TruthProbability">The probability that the student gives to the truth.</param>
/// <param name="Teacher">The class that the teacher answers, and its probability; null without a teacher that was asked.</param>
internal sealed record Mistake(
    ShownSample Sample,
    int Truth,
    (int Class, double Probability) Student,
    double TruthProbability,
    (int Class, double Probability)? Teacher
);
