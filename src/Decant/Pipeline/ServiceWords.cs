using System.Globalization;
using Decant.Recipes;
using Decant.Reporting;
using Decant.Teachers.Services;

namespace Decant.Pipeline;

/// <summary>What asking a service took, as a sentence.</summary>
internal static class ServiceWords
{
    // Of English, with the tokenizers that services use.
    private const int LettersOfToken = 4;

    /// <summary>An amount of money, in the currency of the prices.</summary>
    public static string Money(double amount) => amount.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>What a run is going to ask, and about how much that costs.</summary>
    /// <param name="service">The service.</param>
    /// <param name="kept">Where answers are kept.</param>
    /// <param name="known">Different texts whose answer is kept.</param>
    /// <param name="missing">Different texts that will be asked about, and the letters that are sent.</param>
    public static string OfPlan(ServiceTeacherSettings service, KeptAnswers kept, int known, (int Texts, long Letters) missing)
    {
        var tokens = missing.Letters / LettersOfToken;
        var money = service.Terms.HasPrices ? $", {Money(service.Terms.Cost(tokens, 0))} for them by the prices stated" : "";
        return missing.Texts == 0
            ? $"{service.Model} will not be asked: all {Quantity.Count(known)} answers are kept in '{kept.Path}'."
            : $"{service.Model} will be asked about {Quantity.Count(missing.Texts)} different texts, {Quantity.Count(known)} answers are kept in "
                + $"'{kept.Path}'. About {Quantity.Count(tokens)} tokens are sent{money}.";
    }

    /// <summary>How many texts were answered, from where, and what that cost.</summary>
    /// <param name="service">The service.</param>
    /// <param name="kept">Where answers are kept.</param>
    /// <param name="known">Different texts whose answer was kept.</param>
    /// <param name="asked">Different texts that were asked about.</param>
    /// <param name="count">The requests.</param>
    public static string Of(ServiceTeacherSettings service, KeptAnswers kept, int known, int asked, ServiceCount count)
    {
        var money = service.Terms.HasPrices ? $", {Money(count.Cost)} by the prices stated" : "";
        var again = count.Repeated > 0 ? $" ({Quantity.Count(count.Repeated)} of them repeated)" : "";
        var paid =
            count.Requests == 0
                ? "nothing was asked"
                : $"{Quantity.Count(asked)} were asked about in {Quantity.Count(count.Requests)} requests{again}, "
                    + $"{Quantity.Count(count.TokensIn)} tokens in and {Quantity.Count(count.TokensOut)} out{money}";
        var damaged = kept.Damaged > 0 ? $" {kept.Damaged} damaged lines of that file were left out." : "";
        return $"{service.Model} is the teacher of {Quantity.Count(known + asked)} different texts: {Quantity.Count(known)} answers were kept "
            + $"in '{kept.Path}', {paid}.{damaged}";
    }
}
