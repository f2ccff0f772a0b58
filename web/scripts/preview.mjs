// Shows what was built.

import { serve } from "./serve.mjs";

const { url } = await serve(Number(process.env.PORT ?? 4173));
console.log(`seedance-lint's page: ${url}`);
