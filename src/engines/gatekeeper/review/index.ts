export { isAdmissionReview, readAdmissionReview, requestFor } from './admission-request.ts';
export { createReviewer, type Violation } from './reviewer.ts';
