using Decant.Data.Texts;
using Decant.Engine;
using Decant.Tokenizers;

namespace Decant.Data.Sources;

/// <summary>Chooses the tokenizers of a source of texts.</summary>
internal static class TextReadings
{
    private const string Learn = "train",
        OfTeacher = "teacher";

    /// <summary>The options of every source of texts.</summary>
    public static IReadOnlyList<DataOption> Options { get; } =
    [
        new(
            "tokenizer",
            DataOptionKind.Text,
            "What cuts texts into pieces for the student: a file or folder (tokenizer.json, vocab.txt, vocab.json with merges.txt, a "
                + "SentencePiece model), the word teacher for the teacher's, or train for one that is learnt from the training texts."
        )
        {
            Default = Learn,
        },
        new("vocabulary", DataOptionKind.Whole, "Pieces of a vocabulary that is learnt from the training texts.")
        {
            Default = "8000",
            Lowest = 100,
            Highest = 1_000_000,
        },
        new("max-length", DataOptionKind.Whole, "The most pieces of a text, special ones included; longer texts are cut and counted.")
        {
            Default = "128",
            Lowest = 4,
            Highest = 65_536,
        },
    ];

    /// <summary>The student's reading, and the teacher's where its tokenizer is another.</summary>
    /// <param name="options">The options.</param>
    /// <param name="train">The training texts.</param>
    /// <exception cref="DecantException">A tokenizer cannot be read, or has no piece for padding.</exception>
    public static IReadOnlyList<TextReading> Of(DataOptions options, TextContent train)
    {
        if (options.Readings is { } known)
        {
            return known;
        }

        var longest = options.Whole("max-length")!.Value;
        var student = new TextReading("", Student(options, train), TextReading.StudentAxis, Least(longest, null));
        List<TextReading> readings = [student];
        if (options.Teacher is { } teacher)
        {
            if (teacher.Tokenizer.Fingerprint == student.Tokenizer.Fingerprint)
            {
                readings[0] = student with { Longest = Least(longest, teacher.Longest) };
            }
            else
            {
                readings.Add(
                    new TextReading(TextReading.TeacherPrefix, teacher.Tokenizer, TextReading.TeacherAxis, Least(longest, teacher.Longest))
                );
            }
        }

        foreach (var reading in readings)
        {
            _ = reading.Padding; // refuses a vocabulary without one
        }

        return readings;
    }

    private static int Least(int longest, int? other) => Math.Min(longest, other ?? longest);

    private static TextTokenizer Student(DataOptions options, TextContent train) =>
        options.Text("tokenizer") switch
        {
            OfTeacher => options.Teacher?.Tokenizer
                ?? throw new DecantException(
                    "data.tokenizer: expected a teacher that reads texts, and there is none. Name a tokenizer's file or folder, or leave it "
                        + "out to learn one from the training texts."
                ),
            Learn => WordPieceTraining.Run(train.All, options.Whole("vocabulary")!.Value),
            _ => TokenizerFile.Read(options.Path("tokenizer")!),
        };
}
