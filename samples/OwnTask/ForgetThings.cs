using Decant.Data.Augmentations;
using Decant.Data.Fields;
using Decant.Engine.Randomness;

/// <summary>Changes things into the one that means nothing, each with a probability.</summary>
internal sealed class ForgetThings(double probability) : AugmentationStep("forget-things", probability)
{
    public override void Apply(ref RandomStream random, Sample sample)
    {
        foreach (ref var thing in sample.Numbers<long>("things"))
        {
            thing = random.NextDouble() < Amount ? VisitNetwork.Nothing : thing;
        }
    }
}
