namespace Decant.Recipes;

/// <summary>What docs/losses.md says around its tables.</summary>
internal static class LossPage
{
    /// <summary>Before the tables of losses.</summary>
    public const string Opening = """
        # Losses and schemes

        This page is written by a test out of the losses' own statements; change those, not the page.

        The student minimises a weighted sum of losses:

        ```yaml
        losses:
          - soft-targets: { temperature: 4, weight: 0.9 }
          - hard-labels:  { weight: 0.1 }
        ```

        In formulas N is the batch, C classes or channels, T the temperature (in shapes: the length of a sequence), D features, H and W height and
        width; p belongs to the teacher, q to the student. Logarithms are natural. The teacher never gets a gradient.

        `decant losses` lists what is on this page; `decant losses eval NAME --student S --teacher T` computes one on arrays of your own (`.npy`, `.json`,
        `.csv`), in float64 and without a weight, and with `--gradient FILE` its derivative: to check code elsewhere against.

        **The factor T².** The gradient of a loss on logits divided by T shrinks as 1/T². Where the column *T²* says yes, the loss is multiplied by T², so
        that its weight means the same at every temperature (Hinton, Vinyals, Dean 2015, arXiv:1503.02531, section 2). *No* is written where the paper has
        no factor, a dash where there is no temperature. Losses on labels are always at T = 1. A loss is the mean over the samples of a batch, not over
        samples times classes; `soft-targets` can do otherwise, to reproduce other programs.

        **Defaults** are the settings of the papers, or of their authors' programs, as the column *published setting* tells; there the loss is used next to
        the labels' own. The column *labels* is the weight that `hard-labels` or `label-smoothing` has next to a loss where a recipe gives it none; next
        to several losses the smallest counts, and alone it is 1. `{ from: 0, to: 1, schedule: warm-up }` is a weight that rises at the beginning.
        Settings for a hundred classes and 240 epochs need not be the best for yours: [what each does on small data](methods.md).

        **Notices.** A loss says what it needs of task, batch and networks: `decant check`, the terminal and the report show it, and a run with a loss that
        can teach nothing is refused. With two classes `logit-standardization` has no derivative, `dkd` is `soft-targets`, and of `dist` only the part over
        the samples teaches; losses that compare samples with one another need batches of two or three.

        **Texts of unequal lengths.** A batch of texts is padded to its longest, and padding carries nothing: no mean over tokens or pairs of tokens
        counts what lies after a text's end, no query looks at it, and a text's vector is the mean over its own tokens. Means are over all tokens of a
        batch, so a long text has more of them. The values of an `encoder` are called `embeddings`, `layer1`, `layer2`, … [N, T, D], and in each layer
        `layer1.queries`, `layer1.keys`, `layer1.values` [N, heads, T, D] and `layer1.scores` [N, heads, T, T]. Several layers are several terms, each
        with a `name`: `hidden-states: { teacher: layer4, student: layer2, name: upper }`.

        **Answers that hardly differ.** `dist` and `logit-standardization` divide by the spread of answers. A spread below a twentieth of a logit counts as a
        twentieth, so that a head that begins at 0 gets derivatives of ordinary size; the papers' programs give it a million.


        """;

    /// <summary>Between the tables of losses and that of schemes.</summary>
    public const string Numbers = """
        ## Weights and numbers that change

        `weight` multiplies a term; the default is in the tables. A loss that is given twice needs a `name` for one of its terms. A weight or a
        temperature may follow the time: from its first value to its last along `linear`, `cosine` or `warm-up`, `over` a share of the training (all of
        it, of a warm-up a tenth, unless said), and then it stays.

        ```yaml
        losses:
          - soft-targets: { temperature: { from: 8, to: 2, schedule: linear, over: 0.5 }, weight: 0.9 }
          - hard-labels:  { weight: { from: 0, to: 0.5, schedule: warm-up } }
        ```

        **Curriculum.** A temperature with `schedule: curriculum` is learnt against the student: it climbs the loss that the student descends, within its
        two bounds and more strongly as time goes on (Li et al. 2022, arXiv:2211.16231).

        ```yaml
        losses:
          - soft-targets: { temperature: { from: 1, to: 10, schedule: curriculum } }
        ```

        **Balance.** Before the first step the share of each term in the gradient on the student is measured and said; a term under 1 % is a warning with
        the weight that would make it a tenth. `balance: auto` scales the terms so that their shares are as their weights; `off` leaves it out.

        ```yaml
        balance: auto
        ```

        ## Schemes

        Each is one key of a recipe; [every option](recipes.md) is on another page.


        """;

    /// <summary>Behind the tables.</summary>
    public const string Closing = """

        ## A loss of your own

        From C# a loss is a function over values of the graph, `new CustomLoss(name, meaning, signals => …)`, and goes into `Distiller.Loss` like the
        built-in ones; its gradient follows by itself. [samples/CustomLoss](../samples/CustomLoss/Program.cs) trains with one in under 40 lines.

        """;
}
