Console.WriteLine("usage: generator OUT");
