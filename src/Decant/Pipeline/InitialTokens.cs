using Decant.Data;
using Decant.Data.Fields;
using Decant.Engine;
using Decant.Engine.Devices;
using Decant.Engine.Graphs;
using Decant.Students.Texts;

namespace Decant.Pipeline;

/// <summary>What a text student may know of its tokens before it learns: a teacher's word on each, and how frequent they are.</summary>
internal static class InitialTokens
{
    /// <summary>What a teacher says about each token of the student's vocabulary, [V, D].</summary>
    /// <param name="teacher">The teacher.</param>
    /// <param name="data">The training samples.</param>
    /// <param name="device">Threads and kernels.</param>
    /// <exception cref="DecantException">The samples are no texts, or the teacher no network for texts.</exception>
    public static Tensor VectorsOf(Graph teacher, Dataset data, Device device)
    {
        var texts = data.Texts
            ?? throw new DecantException(
                $"student.init.token-vectors: expected texts and their tokenizer, received '{data.Name}'. Remove it, and the teacher's table "
                    + "is taken."
            );
        var (own, theirs) = (texts.Student.Tokenizer, texts.Teacher.Tokenizer);
        Require(teacher);
        return TokenVectors.Ask(teacher, [.. Enumerable.Range(0, own.VocabularySize).Select(Alone)], device)!;

        // Between the pieces that begin and end a text; in the teacher's pieces where those are others.
        IReadOnlyList<int> Alone(int token)
        {
            if (own != theirs)
            {
                return texts.Teacher.Encode(own.Decode([token])).Ids;
            }

            return [.. new[] { own.Special.Begin, token, own.Special.End }.OfType<int>()];
        }
    }

    /// <summary>Refuses a teacher that cannot be asked about tokens.</summary>
    /// <exception cref="DecantException">It is no network for texts, or has no vector of a text.</exception>
    public static void Require(Graph teacher)
    {
        if (!TokenVectors.AreOf(teacher))
        {
            throw new DecantException(
                $"student.init.token-vectors: expected a teacher that reads {Field.TokensName} and has a vector for a text, as wide as its "
                    + $"tokens', received '{teacher.Name}'. Remove it, and the teacher's table is taken."
            );
        }
    }

    /// <summary>How often each token is in the samples, [V].</summary>
    /// <param name="data">The training samples.</param>
    /// <exception cref="DecantException">The samples are no texts.</exception>
    public static long[] CountsOf(Dataset data)
    {
        if (data.Schema.Find(Field.TokensName) is not { Choices: { } vocabulary } field)
        {
            throw new DecantException(
                $"student.init.token-smoothing: expected samples with {Field.TokensName}, received '{data.Name}'. Remove it."
            );
        }

        var counts = new long[vocabulary];
        using var sample = new Sample(field);
        for (var index = 0; index < data.Count; index++)
        {
            sample.Clear();
            data.Read(index, sample);
            foreach (var token in sample.Numbers<long>(field.Name))
            {
                counts[token]++;
            }
        }

        return counts;
    }
}
