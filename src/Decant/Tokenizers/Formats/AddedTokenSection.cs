using Decant.Tokenizers.Splitting;

namespace Decant.Tokenizers.Formats;

/// <summary>The section <c>added_tokens</c>.</summary>
internal static class AddedTokenSection
{
    public static IReadOnlyList<AddedToken> Read(JsonPlace? section, Dictionary<string, int> pieces)
    {
        var tokens = new List<AddedToken>();
        var owners = pieces.ToDictionary(pair => pair.Value, pair => pair.Key);
        foreach (var place in section?.Items() ?? [])
        {
            var token = Token(place);
            if (token.Content.Length == 0)
            {
                continue;
            }
            if (token.Id > 4L * pieces.Count + 100_000)
            {
                throw place.Refuse("a token whose number is near those of the vocabulary", $"'{token.Content}' with {token.Id}");
            }
            if (pieces.TryGetValue(token.Content, out var id) && id != token.Id)
            {
                throw place.Refuse($"the token '{token.Content}' with the vocabulary's number {id}", $"one with {token.Id}");
            }
            if (!owners.TryAdd(token.Id, token.Content) && owners[token.Id] != token.Content)
            {
                throw place.Refuse("a token with a number of its own", $"'{token.Content}' with {token.Id}, which is '{owners[token.Id]}'");
            }
            tokens.Add(token);
        }
        return tokens;
    }

    private static AddedToken Token(JsonPlace place)
    {
        var special = place.Flag("special", false);
        return new AddedToken(
            place.Required("id").Whole(),
            place.Required("content").Text(),
            special,
            place.Flag("normalized", !special),
            place.Flag("single_word", false),
            place.Flag("lstrip", false),
            place.Flag("rstrip", false)
        );
    }
}
