namespace Decant.Teachers.Services;

/// <summary>What asking a service costs, and how much of it is wanted.</summary>
internal sealed record ServiceTerms
{
    /// <summary>Tokens that a price is for.</summary>
    public const double TokensOfPrice = 1e6;

    /// <summary>Money for a million tokens that are sent, 0 or more.</summary>
    public double PriceIn { get; init; }

    /// <summary>Money for a million tokens that are answered, 0 or more.</summary>
    public double PriceOut { get; init; }

    /// <summary>Requests at most, 1 or more; null for no limit.</summary>
    public int? MostRequests { get; init; }

    /// <summary>Money at most, above 0; null for no limit.</summary>
    public double? MostCost { get; init; }

    /// <summary>Whether prices are known.</summary>
    public bool HasPrices => PriceIn > 0 || PriceOut > 0;

    /// <summary>What so many tokens cost.</summary>
    public double Cost(long tokensIn, long tokensOut) => ((tokensIn * PriceIn) + (tokensOut * PriceOut)) / TokensOfPrice;
}
