using Decant;
using Decant.Engine.Inference;
using Decant.Losses;
using Decant.Pipeline;
using Decant.Recipes;
using Decant.Students;

RunOutcome run = await Distiller
    .Create()
    .Data("digits") // or a folder of images, an archive, a table
    .Teacher(new Mlp { Hidden = [400, 400] }) // or a file: Teacher("big.onnx")
    .Student(new Mlp { Hidden = [32] })
    .Loss(new SoftTargetsLoss { Temperature = 4 }, weight: 0.9)
    .Loss(new HardLabelsLoss(), weight: 0.1)
    .Training(new TrainingSettings { Epochs = 10, ClipNorm = 1 })
    .RunAsync();

Console.WriteLine(run.Verdict); // did distillation help, and by how much?
Console.WriteLine(run.Folder); // student.onnx, report.html, summary.json …

using Model student = run.LoadStudent();
float[] probabilities = student.Predict(new float[student.InputSize]); // a black picture
Console.WriteLine($"{student.AnswerNames.Zip(probabilities).MaxBy(answer => answer.Second).First}: {probabilities.Max():P0}");
