using Decant.Options;
using Decant.Teachers.Services;

namespace Decant.Recipes;

/// <summary>What is to be known of any service that teaches: where it is, what it costs, how much of it is wanted.</summary>
public abstract record ServiceTeacherSettings : Settings
{
    private static readonly Option<string> s_model = Option.Text("model", null, "The name of the model at the service.");
    private static readonly Option<string> s_endpoint = Option
        .Text(
            "endpoint",
            null,
            "The address of an interface as OpenAI has it, such as http://localhost:11434/v1; a program may bring its own client instead.",
            unset: ""
        )
        .WithoutInfluence();
    private static readonly Option<string> s_keyVariable = Option
        .Text(
            "key-variable",
            null,
            "The variable of the environment that holds the key, such as OPENAI_API_KEY; left out, the service needs none. The key itself is "
                + "never written into a recipe.",
            unset: ""
        )
        .WithoutInfluence();
    private static readonly Option<double> s_priceIn = Option
        .Number("price-in", 0, "What a million tokens cost that are sent.", atLeast: 0, unit: "money")
        .WithoutInfluence();
    private static readonly Option<double> s_priceOut = Option
        .Number("price-out", 0, "What a million tokens cost that are answered.", atLeast: 0, unit: "money")
        .WithoutInfluence();
    private static readonly Option<double> s_maxCost = Option
        .Number(
            "max-cost",
            null,
            "Most money of one run by these prices; before more is spent the run ends, and keeps what was answered.",
            above: 0,
            unit: "money",
            unset: ""
        )
        .WithoutInfluence();
    private static readonly Option<int> s_maxRequests = Option
        .WholeNumber(
            "max-requests",
            null,
            "Most requests of one run; before one more the run ends, and keeps what was answered.",
            atLeast: 1,
            unit: "requests",
            unset: ""
        )
        .WithoutInfluence();
    private static readonly Option<int> s_parallel = Option
        .WholeNumber("parallel", 4, "Requests at the same time.", atLeast: 1, atMost: 256, unit: "requests")
        .WithoutInfluence();
    private static readonly Option<string> s_answers = Option
        .File(
            "answers",
            null,
            "The file in which answers are kept, found again by model, question and text; left out, one next to the kept teachers.",
            unset: ""
        )
        .WithoutInfluence();

    private protected ServiceTeacherSettings() { }

    internal static OptionSet SharedOptions { get; } = OptionSet.DeclaredIn(typeof(ServiceTeacherSettings));

    /// <summary>The name of the model at the service.</summary>
    public string Model
    {
        get => Get(s_model);
        init => Values = Changed(s_model, value);
    }

    /// <summary>The address of an interface as OpenAI has it; null where the program brings its own client.</summary>
    public string? Endpoint
    {
        get => Values.Find(s_endpoint);
        init => Values = Changed(s_endpoint, value);
    }

    /// <summary>The variable of the environment that holds the key; null for a service without keys.</summary>
    public string? KeyVariable
    {
        get => Values.Find(s_keyVariable);
        init => Values = Changed(s_keyVariable, value);
    }

    /// <summary>Money for a million tokens that are sent, 0 or more.</summary>
    public double PriceIn
    {
        get => Get(s_priceIn);
        init => Values = Changed<double>(s_priceIn, value);
    }

    /// <summary>Money for a million tokens that are answered, 0 or more.</summary>
    public double PriceOut
    {
        get => Get(s_priceOut);
        init => Values = Changed<double>(s_priceOut, value);
    }

    /// <summary>Most money of one run, above 0; null for no limit.</summary>
    public double? MaxCost
    {
        get => Values.FindNumber(s_maxCost);
        init => Values = Changed(s_maxCost, value);
    }

    /// <summary>Most requests of one run, 1 or more; null for no limit.</summary>
    public int? MaxRequests
    {
        get => Values.FindNumber(s_maxRequests);
        init => Values = Changed(s_maxRequests, value);
    }

    /// <summary>Requests at the same time, 1 to 256.</summary>
    public int Parallel
    {
        get => Get(s_parallel);
        init => Values = Changed<int>(s_parallel, value);
    }

    /// <summary>The file in which answers are kept; null for one next to the kept teachers.</summary>
    public string? Answers
    {
        get => Values.Find(s_answers);
        init => Values = Changed(s_answers, value);
    }

    internal ServiceTerms Terms =>
        new()
        {
            PriceIn = PriceIn,
            PriceOut = PriceOut,
            MostCost = MaxCost,
            MostRequests = MaxRequests,
        };

    /// <summary>Where it is.</summary>
    /// <param name="section">The section of the recipe.</param>
    internal ServiceAddress Address(string section) => new(section, Model, Endpoint, KeyVariable);

    private protected static void CheckShared(SettingsCheck check, bool hasClient)
    {
        if (check.Has(s_maxCost) && !(Priced(s_priceIn) || Priced(s_priceOut)))
        {
            check.Report(s_maxCost.Key, "expected prices, which money is counted by", "Write price-in and price-out, or max-requests.");
        }

        if (
            check.Values.Find(s_endpoint) is { } endpoint
            && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
        )
        {
            check.Report(
                s_endpoint.Key,
                $"expected an address that begins with http:// or https://, received '{endpoint}'",
                "Write it with its path, such as http://localhost:11434/v1."
            );
        }

        if (!hasClient && !check.Has(s_endpoint))
        {
            check.Report(
                s_endpoint.Key,
                "missing: expected the address of the service",
                "Write it with its path, such as http://localhost:11434/v1."
            );
        }

        bool Priced(Option<double> price) => check.Values.FindNumber(price) is > 0;
    }
}
