using System.Globalization;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Engine.Inference;
using Decant.Tokenizers;

namespace Decant.Prediction;

/// <summary>
/// A network of texts that answers, from its ONNX file and the <c>tokenizer.json</c> next to it. Any number of threads may call it at the
/// same time. No native library is needed.
/// </summary>
public sealed class TextModel : IDisposable
{
    /// <summary>The name of the file with the tokenizer, next to the network's.</summary>
    internal const string TokenizerName = "tokenizer.json";

    /// <summary>The key under which a network's file says which tokenizer is its own: the fingerprint.</summary>
    internal const string TokenizerKey = "decant.tokenizer";

    /// <summary>The key under which a network's file says how many tokens a text may have.</summary>
    internal const string LongestKey = "decant.max-length";

    private readonly Model _model;
    private readonly TextTokenizer _tokenizer;
    private readonly int _longest;

    private TextModel(Model model, TextTokenizer tokenizer, int longest) => (_model, _tokenizer, _longest) = (model, tokenizer, longest);

    /// <summary>Classes, labels or numbers in the order of the answers; empty where the file does not say.</summary>
    public IReadOnlyList<string> AnswerNames => _model.AnswerNames;

    /// <summary>The network.</summary>
    internal Model Model => _model;

    /// <summary>Reads a network and its tokenizer.</summary>
    /// <param name="path">An ONNX file that Decant wrote, with <c>tokenizer.json</c> in the same folder.</param>
    /// <param name="options">How it runs; null for the defaults.</param>
    /// <exception cref="DecantException">A file is missing or damaged, the network takes no texts, or the tokenizer is that of another
    /// network.</exception>
    public static TextModel Load(string path, ModelOptions? options = null)
    {
        var model = Model.Load(path, options);
        try
        {
            return Of(model, path);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Whether a network takes the tokens of texts.</summary>
    internal static bool Takes(Model model) => model.Inputs.Any(input => input.Name == Field.TokensName);

    /// <summary>Gives a network its tokenizer; on failure the network is still the caller's.</summary>
    internal static TextModel Of(Model model, string path)
    {
        if (!Takes(model))
        {
            throw new DecantException(
                $"Model '{path}': expected a network that takes the tokens of texts ('{Field.TokensName}'), received one that takes "
                    + $"{string.Join(", ", model.Inputs.Select(input => input.Name))}. Load it with {nameof(Model)}.{nameof(Model.Load)}."
            );
        }

        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, TokenizerName);
        if (!File.Exists(file))
        {
            throw new DecantException(
                $"Model '{path}': expected its tokenizer next to it, '{file}', and there is none. Copy {TokenizerName} from the folder of "
                    + "the run that made the network."
            );
        }

        var tokenizer = TokenizerFile.Read(file);
        if (model.Metadata.TryGetValue(TokenizerKey, out var own) && own != tokenizer.Fingerprint)
        {
            throw new DecantException(
                $"Model '{path}': '{file}' is the tokenizer of another network; tokens would have other numbers. Copy {TokenizerName} "
                    + "from the folder of the run that made the network."
            );
        }

        var longest =
            model.Metadata.TryGetValue(LongestKey, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
                ? number
                : int.MaxValue;
        return new TextModel(model, tokenizer, longest);
    }

    /// <summary>Answers a text, or a pair.</summary>
    /// <param name="text">The text. What is longer than in training is cut.</param>
    /// <param name="second">The second text of a pair; null for none.</param>
    /// <returns> A number for each of <see cref="AnswerNames"/>: probabilities of classes or labels, numbers in their own unit, a vector.
    /// Of a network that answers each token, a row for each.
    /// </returns>
    /// <exception cref="DecantException">The network takes what a tokenizer does not give.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float[] Predict(string text, string? second = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Predict(_tokenizer.Encode(text, second, _longest));
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>The tokens of a text as the network sees them.</summary>
    internal TokenizedText Encode(string text, string? second) => _tokenizer.Encode(text, second, _longest);

    /// <summary>Answers tokens.</summary>
    internal float[] Predict(TokenizedText tokens)
    {
        var inputs = _model.Inputs.ToDictionary(input => input.Name, input => Tokens(input.Name, tokens));
        try
        {
            var answers = _model.Run(inputs);
            var answer = answers[_model.OutputName].Span<float>().ToArray();
            foreach (var tensor in answers.Values)
            {
                tensor.Dispose();
            }

            return answer;
        }
        finally
        {
            foreach (var tensor in inputs.Values)
            {
                tensor.Dispose();
            }
        }
    }

    private static Tensor Tokens(string input, TokenizedText text)
    {
        var tensor = new Tensor(ElementType.Int64, [1, text.Ids.Length]);
        var numbers = tensor.Span<long>();
        for (var place = 0; place < numbers.Length; place++)
        {
            numbers[place] = input switch
            {
                Field.TokensName => text.Ids[place],
                Field.CountedTokensName => 1,
                Field.SegmentsName => text.Segments[place],
                _ => throw new DecantException(
                    $"Model: expected inputs named {Field.TokensName}, {Field.CountedTokensName} or {Field.SegmentsName}, received one "
                        + $"named '{input}'. Call it from a program: {nameof(Model)}.{nameof(Model.Run)}."
                ),
            };
        }

        return tensor;
    }
}
