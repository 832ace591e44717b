"""How the shipped language model is made, from data to ONNX; not imported by the package."""

import os

# Threads that wait sleep instead of spinning: three times as fast where other work shares the cores. Read once, when
# torch is loaded.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
