using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Onnx;
using Decant.Tables;
using Decant.Teachers;

// What the network takes and answers is in its file: columns, categories, what a missing number becomes, classes.
TableSchema table = TableSchema.Load(args[0]);
using WorkerPool pool = new(1);
using FrozenNetwork network = new(OnnxFile.Read(args[0]), batch: 1, DeviceCatalogue.Default(pool));

// One row, as texts by the names of their columns: rooms=3 "city=Bad Ems" …, in any order.
Dictionary<string, string> row = args[1..].Select(cell => cell.Split('=', 2)).ToDictionary(cell => cell[0], cell => cell[1]);
using Tensor input = Tensor.From<float>(table.Encode(row), 1, table.Width);
float[] answers = network.Answer(input, 1).Span<float>()[..network.Classes].ToArray();
Console.WriteLine(table.Classes.Count > 0 ? table.ClassOf(answers) : string.Join(", ", table.Named(answers)));
