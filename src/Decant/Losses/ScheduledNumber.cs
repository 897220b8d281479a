namespace Decant.Losses;

/// <summary>A number of a loss, such as its weight or its temperature, that may change while a training goes on.</summary>
/// <param name="From">Its value at the beginning.</param>
/// <param name="To">Its value at the end.</param>
/// <param name="Schedule">The way between them.</param>
/// <param name="Over">The share of the training after which <paramref name="To"/> is reached; above 0, at most 1.</param>
public readonly record struct ScheduledNumber(double From, double To, NumberSchedule Schedule, double Over = 1)
{
    /// <summary>A number that stays.</summary>
    public static implicit operator ScheduledNumber(double value) => new(value, value, NumberSchedule.Constant);

    /// <summary>
    /// Whether what is found out about the teacher decides it (<c>auto</c>), once there is one; until then it is the usual number.
    /// </summary>
    public bool IsSuggested { get; init; }

    /// <summary>Whether it never changes.</summary>
    public bool IsConstant => Schedule == NumberSchedule.Constant;

    /// <summary>Whether it is learnt, and not computed from the time.</summary>
    public bool IsLearnt => Schedule == NumberSchedule.Curriculum;

    /// <summary>The largest value that it takes.</summary>
    public double Largest => Math.Max(From, To);

    /// <summary>The number after a share of the training, 0 to 1.</summary>
    public double At(double share)
    {
        var done = Math.Min(1, share / Over);
        return Schedule switch
        {
            NumberSchedule.Constant => To,
            NumberSchedule.Cosine => To + ((From - To) * (1 + Math.Cos(Math.PI * done)) / 2),
            // A learnt number has no time table; what the time decides is how strongly it is learnt.
            _ => From + ((To - From) * done),
        };
    }

    /// <summary>The same course, every value multiplied.</summary>
    public ScheduledNumber Scaled(double factor) => this with { From = From * factor, To = To * factor };
}
