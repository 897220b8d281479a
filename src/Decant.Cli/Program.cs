Console.WriteLine("decant");
